import { Chalk } from 'chalk';

type Paint = (text: string) => string;

/** What colours mean in a report. Without colour every paint gives its text back, and nothing is said by colour alone. */
export interface Ink {
  readonly strong: Paint;
  readonly dim: Paint;
  readonly good: Paint;
  readonly bad: Paint;
  readonly warn: Paint;
  readonly accent: Paint;
}

export function inkFor(colour: boolean): Ink {
  const chalk = new Chalk({ level: colour ? 1 : 0 });
  // Chalk takes any number of arguments, so that it must not itself be given to map().
  return {
    strong: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    warn: (text) => chalk.yellow(text),
    accent: (text) => chalk.cyan(text),
  };
}
