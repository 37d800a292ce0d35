export {
  defaulted,
  type Field,
  type Fields,
  type FieldValues,
  object,
  type ObjectSchema,
  optional,
  required,
} from './object-schema.js';
export { list, type ListLimits } from './list-schema.js';
export { record, type RecordOptions } from './record-schema.js';
export { either, lazy, nullable, transform, word } from './combinators.js';
export { jsonDocument } from './json-document.js';
