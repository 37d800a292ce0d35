/** For the command line, which knows no reporter. */
export { problemText as describeProblems } from '../reporters/problem-text.js';
