const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
/** How a bucket without a measurement looks. */
const NOTHING = ' ';

/** Values between `low` and `high` as columns of different heights; null leaves a gap. */
export function sparkline(values: readonly (number | null)[], low: number, high: number): string {
  return values.map((value) => (value === null ? NOTHING : levelOf(value, low, high))).join('');
}

function levelOf(value: number, low: number, high: number): string {
  if (high <= low) return LEVELS[0];
  const level = Math.floor(((value - low) / (high - low)) * LEVELS.length);
  return LEVELS[Math.min(LEVELS.length - 1, Math.max(0, level))]!;
}

/** As many values as there are columns: the mean, or the largest, of the buckets that fall into each. */
export function resampled(values: readonly (number | null)[], columns: number, by: 'mean' | 'max'): (number | null)[] {
  if (values.length <= columns) return [...values];
  return Array.from({ length: columns }, (_, column) => {
    const from = Math.floor((column * values.length) / columns);
    const to = Math.floor(((column + 1) * values.length) / columns);
    const known = values.slice(from, to).filter((value) => value !== null);
    if (known.length === 0) return null;
    return by === 'max' ? Math.max(...known) : known.reduce((sum, value) => sum + value, 0) / known.length;
  });
}
