import type { Counts } from '../../api/types.js';
import { Chart } from '../../parts/chart.js';
import { count } from '../../words/numbers.js';
import { seriesOf } from '../../words/series.js';

const seconds = (value: number) => (value < 10 ? `${value.toFixed(1)} s` : `${Math.round(value)} s`);

/** Articles by how they ended, and how long they took. The tallest bar is drawn first, so that the others stand in front of it. */
export function OutcomeCharts({ counts }: { counts: Counts }) {
  const series = seriesOf(counts);
  return (
    <div class="charts">
      <Chart
        title="Articles by outcome"
        times={series.times}
        unit={count}
        lines={[
          { label: 'in quarantine', colour: 'bad', values: series.deadLettered, kind: 'bars' },
          { label: 'rejected', colour: 'rejected', values: series.rejected, kind: 'bars' },
          { label: 'duplicates', colour: 'duplicate', values: series.duplicate, kind: 'bars' },
          { label: 'indexed', colour: 'indexed', values: series.indexed, kind: 'bars' },
        ]}
      />
      <Chart
        title="Time from discovery to the index"
        times={series.times}
        unit={seconds}
        lines={[
          { label: 'slowest twentieth', colour: 'warn', values: series.p95 },
          { label: 'median', colour: 'indexed', values: series.p50 },
        ]}
      />
    </div>
  );
}
