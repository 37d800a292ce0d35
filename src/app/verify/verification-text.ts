import { sortedJson } from '../../metrics/run-result-json.js';
import type { VerifyResult } from '../../metrics/verify-result.js';
import { inkFor } from '../../reporters/ink.js';
import { verification } from '../../reporters/verification.js';

/** The engines side by side, for a person. */
export function verificationText(result: VerifyResult, options: { readonly width: number; readonly colour: boolean }): string {
  return `${verification(result, { width: options.width, ink: inkFor(options.colour) }).join('\n')}\n`;
}

/** The same for a program: keys sorted. */
export function verificationJson(result: VerifyResult): string {
  return sortedJson(result);
}
