import type { Catalogue } from '../../catalogue/catalogue.js';
import type { GroupModel, LinkModel, Model } from '../../environment/model.js';
import type { BackendConfig } from '../../protocols/backend/backend-field.js';
import { cumulativeOf, meanOf, varianceOf } from '../../random/create-sampler.js';
import type { DistributionConfig } from '../../random/distribution.js';
import type { Calibration } from '../../scenario/calibration.js';
import type { LoadedArm } from '../../scenario/load-scenario.js';
import { sumOf } from '../../theory/laws/combine.js';
import { constantLaw, type Law, lawOf } from '../../theory/laws/law.js';
import { quantile } from '../../theory/laws/read.js';

/** Into so many equally likely values the sum of two distributions is cut. */
const PARTS = 200;

/** The same arm on this machine: hops cost what they cost here, and real servers take as long as they take. */
export function calibratedArm(arm: LoadedArm, calibration: Calibration, catalogue: Catalogue): LoadedArm {
  return { ...arm, model: (seed, times) => calibratedModel(arm.model(seed, times), calibration, catalogue) };
}

export function calibratedModel(model: Model, { hop, backends }: Calibration, catalogue: Catalogue): Model {
  const groups = model.groups.map((group) => calibratedGroup(group, backends, catalogue));
  if (hop === null) return { ...model, groups };
  const sums = new Map<DistributionConfig, DistributionConfig>();
  const longer = (link: LinkModel | null): LinkModel => {
    if (link === null || link.latency === null) return { bandwidth: null, loss: 0, ...link, latency: hop };
    const sum = sums.get(link.latency) ?? sumOfBoth(link.latency, hop);
    sums.set(link.latency, sum);
    return { ...link, latency: sum };
  };
  const { base, links, ...network } = model.network;
  return {
    ...model,
    groups,
    network: { ...network, base: longer(base), links: links.map((each) => ({ ...each, link: longer(each.link) })) },
  };
}

/** Where a real server stands for a node and was measured, its times take the place of those that were written. */
function calibratedGroup(group: GroupModel, backends: Calibration['backends'], catalogue: Catalogue): GroupModel {
  const backend = (group.config as { readonly backend?: BackendConfig } | null)?.backend;
  const times = backend === undefined ? undefined : backends[backend.scheme]?.[group.kind];
  const definition = catalogue.kind(group.kind);
  if (times === undefined || definition.calibrated === undefined) return group;
  return { ...group, config: definition.calibrated(group.config, times) };
}

/** One draw of each, added up: exactly where one of them is always the same, and else by its quantiles. */
function sumOfBoth(first: DistributionConfig, second: DistributionConfig): DistributionConfig {
  const fixed = [first, second].find((config) => varianceOf(config) === 0);
  const values = [first, second].find(({ values: table }) => table !== undefined)?.values;
  if (fixed !== undefined && values !== undefined) {
    return { name: 'empirical', arguments: [], values: values.map((value) => value + meanOf(fixed)) };
  }
  const sum = sumOf([lawFor(first), lawFor(second)]);
  const shares = Array.from({ length: PARTS }, (_, part) => (part + 0.5) / PARTS);
  return {
    name: 'empirical',
    arguments: [],
    values: Float64Array.from(shares, (share) => Math.round(quantile(sum, share) ?? sum.mean)),
  };
}

function lawFor(config: DistributionConfig): Law {
  const variance = varianceOf(config);
  const cumulative = cumulativeOf(config);
  return variance === 0 || cumulative === undefined ? constantLaw(meanOf(config)) : lawOf(meanOf(config), variance, cumulative);
}
