import type { Catalogue } from '../../catalogue/catalogue.js';
import { nearest } from '../../core/nearest.js';
import type { Problem } from '../../core/problem.js';
import type { Model } from '../../environment/model.js';
import type { DeclaredSubject } from '../../expectations/declared-arm.js';
import { metricNamed, metricNames } from '../../expectations/metric-names.js';
import { declareArm } from '../declare-arm.js';
import type { AgreementBound, Scenario } from '../scenario.js';

/** Every metric of which engines shall agree exists, and is bounded by what it can be measured in. */
export function checkAgreement(scenario: Scenario, model: Model, catalogue: Catalogue, problems: Problem[]): void {
  const { subjects } = declareArm(model, catalogue);
  for (const bound of scenario.agreement) {
    const problem = problemOf(bound, subjects);
    if (problem !== undefined) problems.push({ ...problem, at: bound.at, text: bound.metric });
  }
}

function problemOf(bound: AgreementBound, subjects: readonly DeclaredSubject[]): Omit<Problem, 'at'> | undefined {
  const { among, metric } = subjectsOf(bound.metric, subjects);
  const found = among.flatMap((subject) => metricNamed(subject, metric) ?? []);
  const [first] = found;
  if (first === undefined) {
    const close = nearest(metric, among.flatMap(metricNames));
    const where = among.length === subjects.length ? 'no workload and no node has' : `${among[0]!.name} has no`;
    const message = `${where} a metric ${metric}`.replace('has no a', 'has no');
    return { message, hint: close === undefined ? undefined : `did you mean ${close}?` };
  }
  if (bound.points > 0 && first.unit !== 'ratio')
    return { message: `${metric} is no share, so it has no points`, hint: 'write 15%' };
  if (bound.duration > 0 && first.unit !== 'ms') return { message: `${metric} is no duration`, hint: 'write 15%' };
  return undefined;
}

/** `api.utilization` is that of api, `shoppers[read].latency.mean` that of some of its requests; `latency.mean` is everybody's who has one. */
export function subjectsOf<Subject extends { readonly name: string }>(
  path: string,
  subjects: readonly Subject[],
): { readonly among: readonly Subject[]; readonly operation: string | null; readonly metric: string } {
  const [head = '', ...rest] = path.split('.');
  const [, name = head, operation = null] = /^([^[]+)\[([^\]]+)\]$/.exec(head) ?? [];
  const named = subjects.filter((subject) => subject.name === name);
  if (named.length > 0 && rest.length > 0) return { among: named, operation, metric: rest.join('.') };
  return { among: subjects, operation: null, metric: path };
}
