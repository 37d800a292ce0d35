/** A repeatable option gives a list of what was given. */
export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}
