import { mixtureOf } from '../laws/combine.js';
import { meanOnly } from '../laws/law.js';
import { priorities } from '../priorities.js';
import { firstCome } from './first-come.js';
import { type Line, type LineTheory, totalRate, type Unknown } from './line.js';

/**
 * The larger priority goes first, and interrupts nobody. Several servers are taken as one that is as much faster, with the waiting of
 * first come first served: exact where all classes have the same exponential service times.
 *
 * Source: Cobham (1954); several servers by Kella and Yechiali, Waiting times in the non-preemptive priority M/M/c queue (1985).
 */
export function importantFirst(line: Line): LineTheory | Unknown {
  const { servers, classes } = line;
  const levels = [...new Set(classes.map(({ priority }) => priority))].toSorted((left, right) => right - left);
  const fifo = firstCome(line);
  if (levels.length === 1 || 'unknown' in fifo || servers === Infinity) return fifo;
  if (fifo.loss > 0) return { unknown: 'a queue with priorities that fills up has no closed form here' };
  const load = classes.reduce((sum, { rate, service }) => sum + rate * service.mean, 0) / servers;
  // Of all who are there, whoever their class: what an arrival finds in service.
  const residual = (1 - load) * fifo.waiting[0]!.mean;
  const means = priorities(
    levels.map((level) => {
      const members = classes.filter(({ priority }) => priority === level);
      const arrivalRate = totalRate(members);
      const busy = members.reduce((sum, { rate, service }) => sum + rate * service.mean, 0);
      return { arrivalRate, service: busy / servers / arrivalRate, serviceSquared: (2 * residual) / levels.length / arrivalRate };
    }),
  );
  const alike = mixtureOf(classes.map(({ rate, service }) => ({ probability: rate, law: service }))).exponential === true;
  const exact = line.arrivals.phases === 1 && (servers === 1 || alike);
  const form = `${fifo.form} under priorities (${servers === 1 ? 'Cobham' : 'Kella and Yechiali'}${exact ? '' : ', approximation'})`;
  return { form, exact, loss: 0, waiting: classes.map(({ priority }) => meanOnly(means[levels.indexOf(priority)]!)) };
}
