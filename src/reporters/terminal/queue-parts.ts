import type { ArmResult } from '../../metrics/run-result.js';
import { valueOf } from './cell.js';

/** A queue's part in the waiting of one request. */
interface QueuePart {
  readonly node: string;
  readonly mean: number;
}

/** Below this share of the waiting a queue is not worth a line. */
const WORTH_A_LINE = 0.01;

/**
 * How the mean waiting of a request divides among the queues, largest first: visits times the mean wait of a visit.
 * Known only where one workload is alone, since a queue does not remember whom it held up.
 */
export function queueParts(workload: string, arm: ArmResult): QueuePart[] {
  if (arm.subjects.filter((subject) => subject.kind === 'workload').length > 1) return [];
  const requests = valueOf(arm, `${workload}.requests`) ?? 0;
  const waiting = valueOf(arm, `${workload}.waiting.mean`) ?? 0;
  if (requests === 0) return [];
  const parts = arm.subjects.flatMap((subject) => {
    const inLine = valueOf(arm, `${subject.name}.waiting.mean`) ?? 0;
    const visits = (valueOf(arm, `${subject.name}.requests.count`) ?? 0) / requests;
    const forCore = valueOf(arm, `${subject.name}.core-waiting.mean`) ?? 0;
    return subject.kind === 'workload' ? [] : [{ node: subject.name, mean: visits * (inLine + forCore) }];
  });
  const relevant = parts.filter((part) => part.mean >= WORTH_A_LINE * waiting);
  return relevant.length < 2 && parts.length < 2 ? [] : relevant.toSorted((left, right) => right.mean - left.mean);
}
