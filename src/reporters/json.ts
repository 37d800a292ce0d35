import { resultsJson } from '../metrics/run-result-json.js';
import type { Reporter } from './reporter.js';

export const json: Reporter = {
  name: 'json',
  summary: 'The whole result for a program, as in results.json; its schema is shipped.',
  reference: 'RFC 8259',
  render: (result) => resultsJson(result),
};
