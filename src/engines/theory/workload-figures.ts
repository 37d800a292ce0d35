import { MILLISECOND, SECOND } from '../../core/time.js';
import type { Figures } from './figures.js';
import { type Passage, together, whole } from './passage.js';
import type { Answered } from './visited.js';

/** What theory says of a workload, or of one of its operations. */
export function workloadFigures(path: string, answers: readonly Answered[], figures: Figures): void {
  const asked = answers.reduce((sum, { rates }) => sum + rates.total, 0);
  const succeeded = together(answers.map(({ passages }) => passages.next));
  if (succeeded.rates.total > 0) times(path, succeeded, figures);
  const lost = 1 - succeeded.rates.total / asked;
  figures.scalar(path, 'throughput', succeeded.rates.total * SECOND);
  figures.scalar(path, 'availability', succeeded.rates.total / asked);
  figures.scalar(path, 'errors.ratio', Math.abs(lost) < 1e-12 ? 0 : lost);
}

function times(path: string, { law, waiting, service, network }: Passage, figures: Figures): void {
  figures.distribution(path, 'latency', law);
  figures.scalar(path, 'waiting.mean', waiting / MILLISECOND);
  figures.scalar(path, 'service.mean', service / MILLISECOND);
  figures.scalar(path, 'network.mean', network / MILLISECOND);
}

/** Requests under way, of all operations together: what virtual and live count, too. */
export function concurrency(path: string, answers: readonly Answered[], figures: Figures): void {
  const all = together(answers.map(({ passages }) => whole(passages)));
  figures.scalar(path, 'concurrency.mean', all.rates.total * all.law.mean);
}
