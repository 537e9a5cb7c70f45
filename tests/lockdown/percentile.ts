/** The smallest figure that a share (0 to 1) of all figures does not exceed; undefined where there is none. */
export function percentile(figures: readonly number[], share: number): number | undefined {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}
