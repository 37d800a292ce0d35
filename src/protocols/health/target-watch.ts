import { InputError } from '../../core/problem.js';
import type { NodeId, Payload } from '../../core/ids.js';
import type { Status } from '../../core/status.js';
import type { Environment } from '../../environment/environment.js';
import { HEALTH_CHECK } from '../../environment/health-check.js';
import type { Placement } from '../../environment/placement.js';
import type { Pool } from '../../environment/pool.js';
import type { Reply } from '../../environment/reply.js';
import type { Route } from '../../environment/route.js';
import { Discovery, Inquiry } from './discovery.js';
import { HealthChecks, Probe } from './health-checks.js';
import type { HealthFields } from './health-fields.js';
import { OutlierEjection, Suspect } from './outlier-ejection.js';
import { subsetOf } from './subset-of.js';
import { TargetHealth } from './target-health.js';

/** Decides for one caller who of its targets may be picked: by zone, by subset, by what checks say and by what requests show. */
export class TargetWatch {
  readonly #pool: Pool;
  readonly #health: TargetHealth;
  readonly #checks: HealthChecks | null;
  readonly #ejection: OutlierEjection | null;
  readonly #discovery: Discovery | null;

  /** `timerCode` is what the node passes on to `onTimer`. Throws InputError where the zone is not known. */
  constructor(fields: HealthFields, pool: Pool, environment: Environment, placement: Placement, timerCode: number) {
    const watched = subsetOf(pool.instances.length, placement.instance.index, fields.subset ?? Infinity);
    const { 'health-check': check, 'outlier-ejection': ejection, 'own-zone': zone } = fields;
    this.#pool = pool;
    if (fields.subset !== undefined) pool.restrict(watched);
    if (zone !== undefined) pool.prefer(inOwnZone(pool, placement), zone.overprovisioning);
    if (fields['slow-start'] > 0) pool.warmUp(fields['slow-start']);
    this.#health = new TargetHealth(pool, watched, fields['panic-below'], environment.recorder);
    this.#checks =
      check === undefined
        ? null
        : new HealthChecks(environment, pool, watched, this.#health, check, placement.operation(HEALTH_CHECK), timerCode);
    this.#ejection =
      ejection === undefined
        ? null
        : new OutlierEjection(environment, this.#health, rulesOf(ejection), pool.instances.length, watched.length, timerCode);
    this.#discovery =
      fields.discovery === undefined
        ? null
        : new Discovery(environment, pool, watched, this.#health, fields.discovery, placement, timerCode);
  }

  start(): void {
    this.#health.start();
    this.#checks?.start();
    this.#discovery?.start();
  }

  onTimer(payload: Payload): void {
    if (payload instanceof Probe) this.#checks!.due(payload);
    else if (payload instanceof Suspect) this.#ejection!.over(payload);
    else this.#discovery!.ask();
  }

  /** Whether it was the answer to a question of its own, and is dealt with. */
  received(reply: Reply): boolean {
    const { context } = reply;
    if (context instanceof Probe) this.#checks!.received(context, reply);
    else if (context instanceof Inquiry) this.#discovery!.received(reply);
    else return false;
    return true;
  }

  /** A request that was passed on is over. */
  observe(instance: NodeId, status: Status): void {
    if (this.#ejection !== null) this.#ejection.observe(this.#pool.numberOf(instance), status);
  }
}

/** null where nothing is asked for. Throws InputError for targets of which each holds a part of its own. */
export function watchTargets(
  fields: HealthFields,
  route: Route,
  environment: Environment,
  placement: Placement,
  timerCode: number,
): TargetWatch | null {
  const asked = WATCHING.filter((key) => fields[key] !== undefined);
  if (asked.length === 0) return null;
  if (route.pool !== undefined) return new TargetWatch(fields, route.pool, environment, placement, timerCode);
  throw new InputError([
    {
      message: `${placement.group.name} cannot leave out shards: nobody else has their keys`,
      hint: `leave ${asked.join(' and ')} away, or balance over replicas`,
    },
  ]);
}

const WATCHING = ['health-check', 'outlier-ejection', 'discovery', 'subset', 'own-zone'] as const;

function rulesOf(fields: NonNullable<HealthFields['outlier-ejection']>) {
  return {
    consecutive: fields.consecutive,
    base: fields.for,
    longest: fields.longest,
    most: fields['at-most'],
    forgets: fields['forgets-after'],
  };
}

/** Throws InputError for a caller that stands in no zone. */
function inOwnZone(pool: Pool, { model, host, group }: Placement): readonly number[] {
  if (host.zone === null) {
    throw new InputError([{ message: `${group.name} prefers its own zone and stands in none`, hint: 'give it a zone' }]);
  }
  const zoneOf = (instance: NodeId): string | null => model.hosts[model.instances[instance]!.host]!.zone;
  return [...pool.instances.keys()].filter((target) => zoneOf(pool.instances[target]!) === host.zone);
}
