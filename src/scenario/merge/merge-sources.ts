import { isNull } from '../../language/plain-source.js';
import type { MapEntry, MapSource, Source } from '../../language/source.js';

/**
 * A deep merge: maps merge, lists and scalars are replaced, `null` removes. A `null` over nothing stays, so that the
 * schema can tell a key that may be left out from one that does not exist.
 */
function mergeSources(base: Source, overlay: Source): Source {
  return base.kind === 'map' && overlay.kind === 'map' ? mergeMaps(base, overlay) : overlay;
}

export function mergeMaps(base: MapSource, overlay: MapSource): MapSource {
  const entries = new Map(base.entries);
  for (const entry of overlay.entries.values()) {
    const under = base.entries.get(entry.key);
    if (under === undefined) entries.set(entry.key, entry);
    else if (isNull(entry.value)) entries.delete(entry.key);
    else entries.set(entry.key, mergeEntries(under, entry));
  }
  return { ...base, entries };
}

function mergeEntries(base: MapEntry, overlay: MapEntry): MapEntry {
  const value = mergeSources(base.value, overlay.value);
  // A merged map stands where it was first written; what replaces something stands where it was replaced.
  return { key: base.key, keyAt: value === overlay.value ? overlay.keyAt : base.keyAt, value };
}
