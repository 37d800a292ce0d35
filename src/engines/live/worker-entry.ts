/**
 * Where the built file of a worker is. Workers run built JavaScript; where the code that starts one is itself run from its
 * sources, as tests do, the built file stands under dist/ at the same place.
 */
export function workerEntry(file: string, startedBy: string): URL {
  const entry = new URL(file, startedBy);
  return startedBy.endsWith('.ts') ? new URL(entry.href.replace('/src/', '/dist/')) : entry;
}
