import { child } from './child.js';

const MOST_BYTES = 300e6;

/** The largest resident size of a process that runs this many requests, Node itself included. */
export function memoryOf(name, requests) {
  const { maxResidentBytes, requests: counted, cpuSeconds } = child('measure-run.js', name, requests);
  return { name, requests: counted, cpuSeconds, maxResidentBytes, most: MOST_BYTES, smallEnough: maxResidentBytes < MOST_BYTES };
}
