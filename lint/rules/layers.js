import { isBuiltin } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { LAYERS, layerOf, mayImport } from '../layers.js';

/** Every import, type or value, static or dynamic, stays within what lint/layers.js allows to its file's layer. */
export default {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const source = join(context.cwd, 'src');
    const path = relative(source, context.filename).split(sep).join('/');
    const layer = layerOf(path.replace(/\.ts$/, ''));
    if (layer === undefined) {
      return {
        Program(node) {
          context.report({
            node,
            message: `src/${path} stands in no layer: add its folder to lint/layers.js and to the table of ARCHITECTURE.md`,
          });
        },
      };
    }
    const check = (node) => {
      if (node === null || node === undefined || typeof node.value !== 'string') return;
      const message = objection(node.value, layer, dirname(context.filename), source);
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument),
    };
  },
};

/** Why `layer` may not import this, or undefined where it may. */
function objection(specifier, layer, folder, source) {
  const rule = LAYERS[layer];
  if (!specifier.startsWith('.')) {
    if (isBuiltin(specifier)) {
      return rule.node === true
        ? undefined
        : `${layer} may not use ${specifier}: it has to behave alike everywhere; ${rule.instead}`;
    }
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
    return rule.packages.includes(name) ? undefined : `${layer} may not use the package ${name}; ${rule.instead}`;
  }
  const target = relative(source, join(folder, specifier)).split(sep).join('/');
  if (target.startsWith('..')) return `src may not import ${specifier}, which stands outside of src; move it into a layer`;
  const to = layerOf(target.replace(/\.js$/, ''));
  if (to === undefined) return `${specifier} stands in no layer: add its folder to lint/layers.js`;
  if (mayImport(layer, to)) return undefined;
  const allowed = rule.imports.length === 0 ? 'nothing' : rule.imports.join(', ');
  return `${layer} may not import ${to} (it may import ${allowed}); ${rule.instead}`;
}
