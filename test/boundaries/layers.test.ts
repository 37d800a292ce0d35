import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layerOf, LAYERS } from '../../lint/layers.js';
import { type Finding, PlantedTree, ROOT } from './planted-tree.js';

const NAMES = Object.keys(LAYERS) as (keyof typeof LAYERS)[];
const RULE = 'sysdesign(layers)';

function fileIn(layer: string, name: string): string {
  return `src/${layer}/${name}.ts`;
}

/** How a file directly in one layer's folder writes the path of a file in another's. */
function specifier(from: string, to: string): string {
  return `${'../'.repeat(from.split('/').length)}${to}/target.js`;
}

function kebab(layer: string): string {
  return layer.replace('/', '-');
}

describe('the dependency rule', () => {
  const tree = new PlantedTree();
  let findings: Finding[] = [];

  beforeAll(() => {
    for (const from of NAMES) {
      for (const to of NAMES) {
        const path = `'${specifier(from, to)}'`;
        tree.plant(fileIn(from, `type-${kebab(to)}`), `import type { Target } from ${path};\nexport type Planted = Target;\n`);
        tree.plant(fileIn(from, `value-${kebab(to)}`), `export { target } from ${path};\n`);
        tree.plant(fileIn(from, `query-${kebab(to)}`), `export type Planted = import(${path}).Target;\n`);
        tree.plant(fileIn(from, `dynamic-${kebab(to)}`), `export const load = () => import(${path});\n`);
        tree.plant(fileIn(from, `deep/er/type-${kebab(to)}`), `export type { Target } from '../../${specifier(from, to)}';\n`);
      }
      tree.plant(fileIn(from, 'node'), `import { readFileSync } from 'node:fs';\nexport { readFileSync };\n`);
      tree.plant(fileIn(from, 'bare-node'), `export { readFileSync } from 'fs';\n`);
      tree.plant(fileIn(from, 'package'), `export { nothing } from 'left-pad';\n`);
      tree.plant(
        fileIn(from, 'outside'),
        `export { nothing } from '${'../'.repeat(from.split('/').length + 1)}test/nothing.js';\n`,
      );
    }
    tree.plant('src/unlisted/thing.ts', 'export const thing = 1;\n');
    tree.plant('src/core/chicken.ts', `import { egg } from './egg.js';\nexport const chicken = (): unknown => egg;\n`);
    tree.plant('src/core/egg.ts', `import { chicken } from './chicken.js';\nexport const egg = (): unknown => chicken;\n`);
    findings = tree.lint();
  });

  afterAll(() => tree.remove());

  function messageFor(layer: string, name: string): string | undefined {
    return findings.find(({ file, rule }) => rule === RULE && file === fileIn(layer, name))?.message;
  }

  describe.each(NAMES)('in %s', (from) => {
    const rule: { readonly imports: readonly string[]; readonly node?: boolean; readonly instead: string } = LAYERS[from];

    it.each(['type', 'value', 'query', 'dynamic', 'deep/er/type'])(
      'a %s import of any layer that the table does not allow is caught',
      (form) => {
        const caught = NAMES.filter((to) => messageFor(from, `${form}-${kebab(to)}`) !== undefined);
        expect(caught).toEqual(NAMES.filter((to) => to !== from && !rule.imports.includes(to)));
      },
    );

    it('the message says who may be imported and what to do instead', () => {
      const to = NAMES.find((name) => name !== from && !rule.imports.includes(name))!;
      expect(messageFor(from, `type-${kebab(to)}`)).toContain(`${from} may not import ${to}`);
      expect(messageFor(from, `type-${kebab(to)}`)).toContain(rule.instead);
    });

    it("Node's own modules are caught outside of the layers that may use them", () => {
      expect(messageFor(from, 'node') === undefined).toBe(rule.node === true);
      expect(messageFor(from, 'bare-node') === undefined).toBe(rule.node === true);
    });

    it('a package that is not listed, and a file outside of src, are caught', () => {
      expect(messageFor(from, 'package')).toContain('may not use the package left-pad');
      expect(messageFor(from, 'outside')).toContain('stands outside of src');
    });
  });

  it('a folder that no layer lists is caught', () => {
    expect(messageFor('unlisted', 'thing')).toContain('stands in no layer');
  });

  it('two files that import each other are caught, though they stand in one layer', () => {
    const cycles = findings.filter(({ rule }) => rule === 'import(no-cycle)').map(({ file }) => file);
    expect(cycles.toSorted()).toEqual(['src/core/chicken.ts', 'src/core/egg.ts']);
  });

  it('every folder of src is a layer', () => {
    const folders = readdirSync(join(ROOT, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + '/src/'.length));
    expect(folders.filter((file) => layerOf(file) === undefined)).toEqual([]);
  });
});
