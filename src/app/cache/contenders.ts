import type { PolicyConfig } from '../../core/definition.js';
import { InputError } from '../../core/problem.js';
import { CacheSimulation } from '../../nodes/cache/cache-simulation.js';
import { evictionPolicies } from '../../policies/eviction/registry.js';
import { createStream } from '../../random/alea.js';
import { LruCacheSimulation } from './lru-cache-simulation.js';
import { type NamedPolicy, parsePolicies } from './parse-policies.js';
import type { Contender } from './simulation.js';

/** Products beside the policies: what they are called and how they are loaded. */
const PRODUCTS: Readonly<Record<string, () => Promise<Contender>>> = {
  'lru-cache': async () => {
    const { LRUCache } = await import('lru-cache');
    return {
      name: 'lru-cache',
      bound: false,
      foresees: false,
      create: (capacity, sequence, missesOfKey) => new LruCacheSimulation(LRUCache, capacity, sequence, missesOfKey),
    };
  },
};

const EVERYTHING = 'all';

/** What is compared, from `--policy`; `all` is everything there is. Throws InputError. */
export async function contendersOf(text: string, admission: NamedPolicy, seed: number): Promise<Contender[]> {
  const products = Object.keys(PRODUCTS);
  const asked = text === EVERYTHING ? [...evictionPolicies.names(), ...products].join(',') : text;
  const policies = parsePolicies(asked, evictionPolicies, products);
  const keepsOut = admission.config.name !== 'none';
  const product = policies.find(({ config }) => products.includes(config.name));
  if (keepsOut && product !== undefined && text !== EVERYTHING) {
    throw new InputError([
      {
        message: `${product.text} has no admission policies`,
        text: product.text,
        hint: 'leave it out, or leave out --admission',
      },
    ]);
  }
  const fair = policies.filter(({ config }) => !keepsOut || !products.includes(config.name));
  return Promise.all(fair.map(async (policy) => PRODUCTS[policy.config.name]?.() ?? contenderOf(policy, admission.config, seed)));
}

function contenderOf({ text, config }: NamedPolicy, admission: PolicyConfig, seed: number): Contender {
  const definition = evictionPolicies.get(config.name)!;
  // What knows the future is the bound. It must be able to keep things out as well where the others are.
  const bound = definition.outsideScenarios !== undefined;
  const policy = bound && admission.name !== 'none' ? { ...config, options: { bypass: true } } : config;
  return {
    name: text,
    bound,
    foresees: bound,
    create: (capacity, sequence, missesOfKey) =>
      new CacheSimulation(
        { policy, admission: bound ? { name: 'none', options: {} } : admission, capacity },
        sequence,
        (purpose) => createStream(seed, 'cache', text, purpose),
        missesOfKey,
      ),
  };
}
