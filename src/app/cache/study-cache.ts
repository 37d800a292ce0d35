import { catalogue } from '../../catalogue/catalogue.js';
import { InputError } from '../../core/problem.js';
import type { CacheCapacity } from '../../nodes/cache/cache-contents.js';
import { admissionPolicies } from '../../policies/admission/registry.js';
import type { CacheStudy, StudiedCache, StudiedPolicy } from '../../reporters/cache-study/cache-study.js';
import type { TraceOptions } from '../../workloads/traces/trace.js';
import { loadPlugins } from '../load-plugins.js';
import { contendersOf } from './contenders.js';
import { LruCurve } from './lru-curve.js';
import { type AskedCapacity, parseCapacities } from './parse-capacities.js';
import { parsePolicies } from './parse-policies.js';
import { parseSample } from './parse-sample.js';
import { readKeys } from './read-keys.js';
import type { Contender } from './simulation.js';
import { StudiedKeys } from './studied-keys.js';

export interface StudyOptions {
  /** A name from the registry of trace formats, or `detect`. */
  readonly format?: string | undefined;
  /** Names between commas, each with its options behind colons; `all`. */
  readonly policy?: string | undefined;
  /** Between commas: entries, sizes, or shares of all objects. */
  readonly capacity?: string | undefined;
  /** Whether capacities are measured in bytes; also where one of them is. */
  readonly bytes?: boolean | undefined;
  readonly admission?: string | undefined;
  /** `1%` of the keys, or `8k` of them. */
  readonly sample?: string | undefined;
  /** For policies that draw. */
  readonly seed?: number | undefined;
  readonly reading?: TraceOptions | undefined;
  readonly plugins?: readonly string[] | undefined;
}

export interface StudyControl {
  /** Ends the study with an AbortError. */
  readonly signal?: AbortSignal | undefined;
  /** What is being done, and how much of it is done, from 0 to 1. */
  readonly onProgress?: ((doing: string, share: number) => void) | undefined;
}

const POLICIES = 'fifo,lru,sieve,s3-fifo,arc,w-tinylfu';
const CAPACITIES = '0.1%,0.3%,1%,3%,10%,30%';
/** Requests between two looks at the outside. */
const SLICE = 1_000_000;

/** How often caches would have missed the requests of a trace. Throws InputError with what is wrong with the arguments or the file. */
export async function studyCache(file: string, options: StudyOptions, control: StudyControl = {}): Promise<CacheStudy> {
  await loadPlugins(options.plugins ?? [], catalogue);
  const admission = onlyOne(options.admission ?? 'none');
  const contenders = await contendersOf(options.policy ?? POLICIES, admission, options.seed ?? 1);
  const asked = parseCapacities(options.capacity ?? CAPACITIES, options.bytes ?? false);
  const unit = options.bytes === true || asked.some((capacity) => capacity.unit === 'bytes') ? 'bytes' : 'entries';
  const sample = parseSample(options.sample);
  const needsSizes = unit === 'bytes' || admissionPolicies.get(admission.config.name)!.needsSizes === true;
  const trace = await readKeys(
    file,
    options.format ?? 'detect',
    { ...options.reading, keep: needsSizes ? 'keys-and-sizes' : 'keys', ...(sample === null ? {} : { sample }) },
    { signal: control.signal, onProgress: (share) => control.onProgress?.('reading', share) },
  );
  const keys = new StudiedKeys(trace, sample, file, needsSizes);
  const capacities = asked.map((capacity) => ({ ...capacity, amount: keys.amountOf(capacity) }));
  const curve = onlyLru(options.policy, unit, admission.text) ? new LruCurve(keys) : null;
  const known = curve !== null && sample === null;
  const policies = known ? [curve.policy(capacities)] : await simulateAll(contenders, capacities, unit, keys, control);
  return {
    schemaVersion: 1,
    trace: keys.described(),
    unit,
    admission: admission.text,
    sample: keys.sampled(),
    capacities: capacities.map(({ text, amount }) => ({ text, amount })),
    policies,
    curve: curve === null ? null : curve.points(),
  };
}

function onlyOne(text: string) {
  const [first, ...others] = parsePolicies(text, admissionPolicies);
  if (others.length === 0) return first!;
  throw new InputError([
    { message: 'one admission policy goes with all of --policy', text, hint: 'run the command once for each' },
  ]);
}

/** All that LRU does at any capacity follows from one pass, where entries weigh the same and all come in. */
function onlyLru(policy: string | undefined, unit: string, admission: string): boolean {
  return policy?.toLowerCase() === 'lru' && unit === 'entries' && admission === 'none';
}

async function simulateAll(
  contenders: readonly Contender[],
  capacities: readonly AskedCapacity[],
  unit: CacheCapacity['unit'],
  keys: StudiedKeys,
  control: StudyControl,
): Promise<StudiedPolicy[]> {
  const all = contenders.length * capacities.length;
  const policies: StudiedPolicy[] = [];
  for (const contender of contenders) {
    const results: StudiedCache[] = [];
    for (const { text, amount } of capacities) {
      const done = policies.length * capacities.length + results.length;
      const tell = (share: number): void => control.onProgress?.(`${contender.name}, ${text}`, (done + share) / all);
      // One cache after the other: two at once would need the memory of both, and no less time.
      // oxlint-disable-next-line no-await-in-loop
      results.push(await simulate(contender, { amount, unit }, keys, tell, control.signal));
    }
    policies.push({ name: contender.name, bound: contender.bound, results });
  }
  return policies;
}

async function simulate(
  contender: Contender,
  capacity: CacheCapacity,
  keys: StudiedKeys,
  tell: (share: number) => void,
  signal: AbortSignal | undefined,
): Promise<StudiedCache> {
  const counts = keys.countsOfKeys();
  const sequence = keys.sequence(contender.foresees);
  const simulation = contender.create({ ...capacity, amount: keys.scaled(capacity.amount) }, sequence, counts);
  for (let until = 0; until < keys.count;) {
    until = Math.min(keys.count, until + SLICE);
    simulation.advance(until);
    signal?.throwIfAborted();
    tell(until / keys.count);
    // Signals and progress get their turn between two slices.
    // oxlint-disable-next-line no-await-in-loop
    await new Promise(setImmediate);
  }
  const { bytes, missedBytes, misses } = simulation;
  return keys.result(capacity.amount, misses, bytes > 0 ? missedBytes / bytes : null, counts);
}
