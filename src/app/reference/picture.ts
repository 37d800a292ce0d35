import { join } from 'node:path';
import { report } from '../report.js';
import { run } from '../run.js';

/** Wide enough for three arms, narrow enough for a page. */
const WIDTH = 90;
const PICTURE = /(<!-- picture -->\n)[\s\S]*?(<!-- \/picture -->)/;

/** The page with what `sysdesign run scenarios/quickstart.yaml` prints between its picture marks. */
export async function withPicture(page: string, root: string): Promise<string> {
  const result = await run(join(root, 'scenarios/quickstart.yaml'));
  const text = report(result, 'terminal', { width: WIDTH }).trimEnd();
  return page.replace(PICTURE, (_all, begin: string, end: string) => `${begin}\`\`\`\n${text}\n\`\`\`\n${end}`);
}
