import { describe, expect, it } from 'vitest';
import { NEVER } from '../../core/time.js';
import { CacheContents } from '../../nodes/cache/cache-contents.js';
import { createStream } from '../../random/alea.js';
import { defaultOptions } from '../default-options.js';
import { evictionPolicies } from '../eviction/registry.js';
import type { AdmissionPolicy } from './admission.js';
import { admissionPolicies } from './registry.js';
import { sizeLimit } from './size-limit.js';
import { tinyLfu } from './tinylfu.js';

const SILENT = { inserted() {}, removed() {}, evicted() {}, expired() {} };

function create(name: string): AdmissionPolicy | null {
  const definition = admissionPolicies.get(name)!;
  const options = name === 'size-limit' ? { max: 50 } : defaultOptions(definition);
  return definition.create(options, { entries: () => 30 });
}

describe.each(admissionPolicies.names())('the admission policy %s', (name) => {
  it.each(evictionPolicies.names())('goes with the eviction policy %s, over entries and over bytes', (eviction) => {
    const definition = evictionPolicies.get(eviction)!;
    for (const unit of ['entries', 'bytes'] as const) {
      const amount = unit === 'entries' ? 30 : 1000;
      const stream = (purpose: string) => createStream(1, purpose);
      const context = { capacity: amount, keyCount: null, stream, future: { nextUse: 0 } };
      const policy = definition.create(defaultOptions(definition), context);
      const contents = new CacheContents({ amount, unit }, NEVER, policy, SILENT, create(name));
      const draws = createStream(2, 'admission');
      for (let step = 0; step < 3000; step++) {
        const key = Math.floor(200 * draws.uniform() * draws.uniform());
        if (draws.below(30) === 0) contents.invalidate(key);
        else if (contents.find(key, 0) < 0) contents.fill(key, step, (key * 37) % 100, 0);
        contents.check();
      }
      expect(contents.entries).toBeGreaterThan(0);
    }
  });
});

describe('admission policies', () => {
  it('tinylfu keeps out what was asked for no more often than what would leave for it', () => {
    const policy = tinyLfu.create({ doorkeeper: true }, { entries: () => 10 })!;
    for (const key of [1, 1, 1, 2, 2, 3]) policy.asked(key);
    expect([policy.prefers(1, 2), policy.prefers(2, 1), policy.prefers(3, 3), policy.prefers(2, 3)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('size-limit keeps out what is larger than its limit', () => {
    const policy = sizeLimit.create({ max: 1000 }, { entries: () => 0 })!;
    expect([policy.admits(1, 1000), policy.admits(1, 1001)]).toEqual([true, false]);
  });
});
