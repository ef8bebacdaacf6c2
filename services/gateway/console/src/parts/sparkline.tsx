/** Counts over time as a small line, with what it shows in words for who does not see it. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  if (values.length < 2) return <span class="quiet">–</span>;
  const highest = Math.max(1, ...values);
  const x = (i: number) => ((i / (values.length - 1)) * 98 + 1).toFixed(1);
  const y = (value: number) => (19 - (value / highest) * 18).toFixed(1);
  return (
    <svg class="sparkline" viewBox="0 0 100 20" role="img" aria-label={label} preserveAspectRatio="none">
      <polyline points={values.map((value, i) => `${x(i)},${y(value)}`).join(' ')} />
    </svg>
  );
}
