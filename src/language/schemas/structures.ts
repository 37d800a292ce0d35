export { defaulted, object, optional, required } from './object-schema.js';
export { list } from './list-schema.js';
export { record } from './record-schema.js';
export { either, lazy, nullable, transform, word } from './combinators.js';
export { jsonDocument } from './json-document.js';
