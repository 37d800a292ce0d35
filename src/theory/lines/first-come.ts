import { allenCunneen } from '../allen-cunneen.js';
import { erlangB } from '../erlang-b.js';
import { erlangC } from '../erlang-c.js';
import { finiteQueue } from '../finite-queue.js';
import { constantTransform, erlangTransform, generalArrivals } from '../gi-m-1.js';
import { mixtureOf } from '../laws/combine.js';
import { type Law, NOTHING, sometimesExponential, squaredVariation } from '../laws/law.js';
import { sharedLaw } from '../laws/shared-laws.js';
import { waitingAtOneServer, waitingInFiniteQueue } from '../laws/queued.js';
import { manyServers } from '../many-servers.js';
import { type Line, type LineTheory, totalRate, type Unknown } from './line.js';

/** A queue that is full less often than this is as good as endless; servers that are all busy less often, as good as without end. */
const NEGLIGIBLE = 1e-6;

/** Whoever came first is served first: the strongest form that holds for the line. */
export function firstCome(line: Line): LineTheory | Unknown {
  const { servers, places, arrivals, classes } = line;
  const rate = totalRate(classes);
  const service = mixtureOf(classes.map(({ rate: probability, service: law }) => ({ probability, law })));
  const all = (form: string, exact: boolean, waiting: Law, loss = 0): LineTheory => {
    // Lines that are alike have the same law, so that what is made of it is the same, too.
    const name = `${form} ${servers} ${places} ${rate} ${arrivals.variation}`;
    const same = waiting === NOTHING ? waiting : sharedLaw(name, [service], () => waiting);
    return { form, exact, loss, waiting: classes.map(() => same) };
  };
  if (servers === Infinity) return all('no line: nobody waits', true, NOTHING);
  const load = rate * service.mean;
  if (Number.isNaN(load)) return { unknown: 'how often it is asked, or for how long, is not known' };
  if (load === 0) return all('nothing to do: nobody waits', true, NOTHING);
  const random = arrivals.phases === 1;
  if (places === 0 && random) return all(`M/G/${servers}/${servers} (Erlang B)`, true, NOTHING, erlangB(servers, load));
  if (places !== Infinity) {
    const queue = finiteQueue(servers, places, load);
    if (random && service.exponential) {
      const form = `M/M/${servers}/${servers + places}`;
      return all(form, true, waitingInFiniteQueue(queue, service.mean / servers), queue.loss);
    }
    if (load >= servers || queue.loss > NEGLIGIBLE) return nearlyFinite(line, service, load);
  }
  if (load >= servers)
    return { unknown: `there is no steady state: ${short(load)} servers are needed, and there are ${servers}` };
  return endless(line, rate, service, all);
}

/** Enough places for everybody, and servers that can keep up. */
function endless(
  { servers, arrivals }: Line,
  rate: number,
  service: Law,
  all: (form: string, exact: boolean, waiting: Law) => LineTheory,
): LineTheory | Unknown {
  const random = arrivals.phases === 1;
  if (random && service.exponential) {
    const { probability, mean } = manyServers(servers, rate, service.mean);
    return all(`M/M/${servers} (Erlang C)`, true, sometimesExponential(probability, mean));
  }
  if (service.exponential && servers === 1 && arrivals.phases !== null) {
    const { phases } = arrivals;
    const transform = phases === Infinity ? constantTransform(1 / rate) : erlangTransform(1 / rate, phases);
    const { probability, mean } = generalArrivals(transform, rate * service.mean, service.mean);
    return all(`${phases === Infinity ? 'D' : `E${short(phases)}`}/M/1 (Kendall)`, true, sometimesExponential(probability, mean));
  }
  if (erlangC(servers, rate * service.mean) < NEGLIGIBLE)
    return all(`so many servers (${servers}) that nobody waits`, true, NOTHING);
  const variation = squaredVariation(service);
  if (!Number.isFinite(variation)) return { unknown: 'its service times have no variance, or none that is known' };
  if (random && servers === 1) {
    const waiting = sharedLaw(`waiting ${rate}`, [service], () => waitingAtOneServer(rate, service));
    return all('M/G/1 (Pollaczek and Khinchine)', true, waiting);
  }
  const { probability, mean } = allenCunneen(servers, rate, service.mean, { arrivals: arrivals.variation, service: variation });
  const form = `${random ? 'M' : 'G'}/G/${servers} (Allen and Cunneen, approximation)`;
  return all(form, false, sometimesExponential(probability, mean));
}

/** Service times that are nearly exponential are taken as such. */
function nearlyFinite({ servers, places, arrivals, classes }: Line, service: Law, load: number): LineTheory | Unknown {
  const variation = squaredVariation(service);
  if (!(variation >= 0.5 && variation <= 2 && arrivals.variation >= 0.5 && arrivals.variation <= 2)) {
    return {
      unknown: `a queue of ${places} that fills up has a closed form for random arrivals and exponential service times only`,
    };
  }
  const queue = finiteQueue(servers, places, load);
  const waiting = waitingInFiniteQueue(queue, service.mean / servers);
  const form = `M/M/${servers}/${servers + places} (arrivals and service times taken as random, approximation)`;
  return { form, exact: false, loss: queue.loss, waiting: classes.map(() => waiting) };
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
