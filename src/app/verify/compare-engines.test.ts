import { describe, expect, it } from 'vitest';
import type { ArmResult, MetricTable } from '../../metrics/run-result.js';
import type { MachineResult } from '../../metrics/machine-result.js';
import type { VerifyResult } from '../../metrics/verify-result.js';
import type { AgreementBound } from '../../scenario/scenario.js';
import { compareEngines, verdictOf } from './compare-engines.js';
import { verificationJson, verificationText } from './verification-text.js';

const SUBJECTS = [
  { name: 'users', kind: 'workload', instances: ['users'], operations: ['read'] },
  { name: 'products', kind: 'cache', instances: ['products'], operations: [] },
];

const at = { file: 'f', line: 1, column: 1 };

function bound(metric: string, measures: Partial<AgreementBound>): AgreementBound {
  return { metric, at, text: 'as written', share: 0, points: 0, duration: 0, ...measures };
}

function arm(latency: number | null, hits = 0.5, machine?: Pick<MachineResult, 'valid' | 'findings'>): ArmResult {
  const metrics: MetricTable = {
    ...(latency === null ? {} : { 'users.latency.mean': { value: latency, unit: 'ms' } }),
    'products.hit-ratio': { value: hits, unit: 'ratio' },
  };
  return {
    name: 'base',
    settings: '',
    subjects: SUBJECTS,
    measured: { from: 0, to: 1 },
    metrics,
    windows: {},
    actions: [],
    series: [],
    warnings: [],
    ...(machine === undefined
      ? {}
      : { machine: { cores: 2, cpu: 0, stolen: null, load: null, threads: [], lag: {}, ...machine } }),
  };
}

const valid = { valid: true, findings: [] };
const late = { valid: false, findings: ['The run is not valid.'] };

function compared(live: readonly ArmResult[], theory: ArmResult, bounds: readonly AgreementBound[]) {
  const result = compareEngines({ virtual: [arm(10), arm(12), arm(11)], live, theory, findings: [] }, bounds);
  return { ...result, row: (metric: string) => result.rows.find((row) => row.metric === metric)! };
}

describe('engines side by side', () => {
  it('are compared by their medians, each with the virtual one, and live with theory', () => {
    const { row } = compared([arm(13, 0.5, valid), arm(99, 0.5, valid), arm(12.1, 0.5, valid)], arm(10), []);
    const { figures, errors, verdicts, bound: asked } = row('users.latency.mean');
    expect(figures).toEqual({ virtual: 11, live: 13, theory: 10 });
    expect(errors.live).toBeCloseTo(2 / 11, 12);
    expect(errors.theory).toBeCloseTo(-1 / 11, 12);
    expect(errors.liveFromTheory).toBeCloseTo(0.3, 12);
    expect([verdicts, asked]).toEqual([{ live: null, theory: null }, null]);
  });

  it.each([
    ['a share', { share: 0.2 }, 'pass'],
    ['too small a share', { share: 0.18 }, 'fail'],
    ['the figure itself, on the bound', { share: 2 / 11 }, 'pass'],
    ['a time', { duration: 2_000_000 }, 'pass'],
    ['too short a time', { duration: 1_900_000 }, 'fail'],
    ['the widest of both', { share: 0.01, duration: 3_000_000 }, 'pass'],
    ['points, which a time has none of', { points: 0.9 }, 'fail'],
  ] as const)('agree within %s', (_what, measures, verdict) => {
    const { row } = compared([arm(13, 0.5, valid)], arm(11), [bound('latency.mean', measures)]);
    expect(row('users.latency.mean').verdicts).toEqual({ live: verdict, theory: 'pass' });
  });

  it('agree in a share within points, which are not a share of it', () => {
    const judge = (points: number) =>
      compared([arm(11, 0.53, valid)], arm(11, 0.5), [bound('products.hit-ratio', { points })]).row('products.hit-ratio');
    expect(judge(0.03).verdicts.live).toBe('pass');
    expect(judge(0.02).verdicts.live).toBe('fail');
  });

  it('take the bound that says whose it is before the one that is everybody’s', () => {
    const bounds = [bound('users.latency.mean', { share: 1, text: 'own' }), bound('latency.mean', { share: 0.01, text: 'all' })];
    expect(compared([arm(13, 0.5, valid)], arm(11), bounds).row('users.latency.mean').bound).toBe('own');
  });

  it('leave open what no live run could tell, and judge no theory that says nothing', () => {
    const bounds = [bound('latency.mean', { share: 0.5 })];
    const nothing = compared([], arm(null), bounds);
    expect(nothing.row('users.latency.mean').verdicts).toEqual({ live: 'unknown', theory: null });
    expect(verdictOf([nothing])).toBe('unknown');
  });

  it('do not believe live runs in which requests left late, unless they are few', () => {
    const bounds = [bound('latency.mean', { share: 0.1 })];
    const most = compared([arm(11, 0.5, valid), arm(50, 0.5, late), arm(50, 0.5, late)], arm(11), bounds);
    expect(most.row('users.latency.mean').verdicts.live).toBe('unknown');
    expect(most.findings).toEqual([
      'In 2 of 3 live runs requests left late: these show the machine, not the system; so nothing is said of it.',
      'The run is not valid.',
    ]);
    const few = compared([arm(11, 0.5, valid), arm(11, 0.5, valid), arm(50, 0.5, late)], arm(11), bounds);
    expect(few.row('users.latency.mean').figures.live).toBe(11);
    expect(few.validRuns).toBe(2);
  });

  it('come to what most needs to be known', () => {
    const good = compared([arm(11, 0.5, valid)], arm(11), [bound('latency.mean', { share: 0.1 })]);
    const bad = compared([arm(20, 0.5, valid)], arm(11), [bound('latency.mean', { share: 0.1 })]);
    const open = compared([], arm(11), [bound('latency.mean', { share: 0.1 })]);
    expect([
      verdictOf([good]),
      verdictOf([good, open]),
      verdictOf([good, open, bad]),
      verdictOf([compared([], arm(1), [])]),
    ]).toEqual(['pass', 'unknown', 'fail', 'pass']);
  });
});

describe('the page of a verification', () => {
  const one = compareEngines({ virtual: [arm(11)], live: [arm(13, 0.5, valid)], theory: arm(11), findings: [] }, [
    bound('latency.mean', { share: 0.1, text: '10%' }),
  ]);
  const result: VerifyResult = { schemaVersion: 1, scenario: 'A shop', seed: 3, runs: 3, verdict: 'fail', arms: [one] };

  it('shows figures, how far they lie apart, what was allowed, and what it comes to', () => {
    const text = verificationText(result, { width: 100, colour: false });
    expect(text).toMatch(/users\.latency\.mean +11 ms +13 ms +\+18% ✗ +11 ms +\+0\.0% ✓ +10%/);
    expect(text).toContain('The engines do not agree everywhere: 1 agree, 1 lie too far apart');
    const bare = {
      ...result,
      verdict: 'pass',
      arms: [{ ...one, rows: one.rows.map((row) => ({ ...row, verdicts: { live: null, theory: null } })) }],
    } as const;
    expect(verificationText(bare, { width: 100, colour: false })).toContain('nothing was judged');
  });

  it('has the same figures as JSON, with its keys sorted', () => {
    expect(JSON.parse(verificationJson(result))).toEqual(JSON.parse(JSON.stringify(result)));
    expect(verificationJson(result).indexOf('"arms"')).toBeLessThan(verificationJson(result).indexOf('"runs"'));
  });
});
