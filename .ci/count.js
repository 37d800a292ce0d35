import { readFileSync } from 'node:fs';

// Prints the closing line of a test run from vitest's JSON report, and ends with a code other than 0 unless all passed.
const [report, testCode] = process.argv.slice(2);
let counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
try {
  counts = JSON.parse(readFileSync(report, 'utf8'));
} catch {
  console.error('the test run wrote no report');
}
const failed = counts.numFailedTests;
const skipped = counts.numPendingTests + counts.numTodoTests;
const broken = Number(testCode) !== 0 || failed > 0 || counts.numPassedTests === 0;
if (broken && failed === 0) console.error('the test run itself failed: see above');
if (skipped > 0) console.log(`${skipped} skipped, each with its reason above`);
console.log(`${counts.numPassedTests} passed, ${failed} failed`);
process.exit(broken ? 1 : 0);
