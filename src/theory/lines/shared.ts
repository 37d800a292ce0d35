import { meanOnly, NOTHING } from '../laws/law.js';
import { processorSharing } from '../processor-sharing.js';
import { erlangB } from '../erlang-b.js';
import { type Line, type LineTheory, totalRate, type Unknown } from './line.js';

/** All present share the cores: what each waits is what it is slowed down, in proportion to its service time. */
export function shared({ servers, arrivals, classes }: Line): LineTheory | Unknown {
  const rate = totalRate(classes);
  const load = classes.reduce((sum, { rate: own, service }) => sum + own * service.mean, 0);
  if (servers === Infinity || load === 0)
    return { form: 'no line: nobody waits', exact: true, loss: 0, waiting: classes.map(() => NOTHING) };
  if (Number.isNaN(load)) return { unknown: 'how often it is asked, or for how long, is not known' };
  if (load >= servers)
    return { unknown: `there is no steady state: ${Number(load.toPrecision(3))} cores are needed, and there are ${servers}` };
  const stretch = (processorSharing(servers, rate, load / rate) * rate) / load;
  const exact = arrivals.phases === 1;
  return {
    form: `M/G/${servers} under processor sharing (Kleinrock)${exact ? '' : ', arrivals taken as random, approximation'}`,
    exact,
    loss: 0,
    waiting: classes.map(({ service }) => meanOnly(service.mean * (stretch - 1))),
  };
}

/** The door in front of what is shared: whoever finds it full is turned away, and nobody waits. */
export function door({ servers, places, arrivals, classes }: Line): LineTheory | Unknown {
  const most = servers + places;
  const free = { exact: true, loss: 0, waiting: classes.map(() => NOTHING) };
  if (most === Infinity) return { ...free, form: 'no line: nobody waits' };
  const load = classes.reduce((sum, { rate, service }) => sum + rate * service.mean, 0);
  const loss = erlangB(most, load);
  if (arrivals.phases === 1) return { ...free, form: `M/G/${most}/${most} (Erlang B)`, loss };
  return { unknown: 'the share that is turned away has a closed form for random arrivals only' };
}
