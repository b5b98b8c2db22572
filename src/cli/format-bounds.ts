interface Bounds {
  readonly min: number;
  readonly max: number | null;
}

const grouped = (count: number): string => count.toLocaleString('en-US');

/** "3", "≥ 16", "1–20,000". */
export function formatBounds({ min, max }: Bounds): string {
  if (max === null) return `≥ ${grouped(min)}`;
  return min === max ? grouped(min) : `${grouped(min)}–${grouped(max)}`;
}
