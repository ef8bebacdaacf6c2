const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** The time between two instants in its largest unit, for people: "3 days", "1 hour", "less than a minute". */
export function spanText(from: Date, to: Date): string {
  const seconds = (to.getTime() - from.getTime()) / 1000;
  for (const [unit, size] of UNITS) {
    const count = Math.floor(seconds / size);
    if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'}`;
  }
  return 'less than a minute';
}
