import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

export interface Line {
  label: string;
  /** Name of a custom property of the style sheet. */
  colour: string;
  values: readonly (number | null)[];
  kind?: 'bars' | 'line';
}

interface Charted {
  title: string;
  /** Starts of the buckets, in seconds since 1970. */
  times: readonly number[];
  lines: readonly Line[];
  unit: (value: number) => string;
}

const HEIGHT = 160;

/** A chart over time. The same numbers stand in a table that screen readers get. */
export function Chart({ title, times, lines, unit }: Charted) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const plot = new uPlot(
      optionsOf(element, lines, unit),
      [times, ...lines.map(({ values }) => values)] as uPlot.AlignedData,
      element,
    );
    const follow = new ResizeObserver(() => {
      plot.setSize({ width: element.clientWidth, height: HEIGHT });
    });
    follow.observe(element);
    return () => {
      follow.disconnect();
      plot.destroy();
    };
  }, [JSON.stringify([times, lines])]);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <div ref={box} aria-hidden="true" />
      <ChartTable title={title} times={times} lines={lines} unit={unit} />
    </figure>
  );
}

function optionsOf(
  element: HTMLElement,
  lines: readonly Line[],
  unit: (value: number) => string,
): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const ink = style.getPropertyValue('--quiet').trim();
  const rule = style.getPropertyValue('--rule').trim();
  const axis = {
    stroke: ink,
    grid: { stroke: rule, width: 1 },
    ticks: { show: false },
    font: '11px system-ui',
  };
  const bars = uPlot.paths.bars?.({ size: [0.8, 24] });
  return {
    width: element.clientWidth,
    height: HEIGHT,
    cursor: { drag: { x: false, y: false } },
    legend: { live: false },
    scales: { y: { range: (_plot, _least, most) => [0, Math.max(1, most * 1.1)] } },
    axes: [
      { ...axis, values: (_plot, splits) => splits.map(labelFor(splits)) },
      { ...axis, size: 56, values: (_plot, splits) => splits.map(unit) },
    ],
    series: [
      {},
      ...lines.map(({ label, colour, kind = 'line' }): uPlot.Series => {
        const stroke = style.getPropertyValue(`--${colour}`).trim();
        const look = kind === 'bars' && bars ? { fill: stroke, paths: bars } : {};
        return {
          label,
          stroke,
          width: kind === 'bars' ? 0 : 2,
          points: { show: false },
          spanGaps: false,
          ...look,
        };
      }),
    ],
  };
}

/** Hours and minutes within two days, else days; seconds since 1970. */
function labelFor(splits: readonly number[]): (time: number) => string {
  const isLong = (splits.at(-1) ?? 0) - (splits[0] ?? 0) > 2 * 86_400;
  const clock = new Intl.DateTimeFormat(
    'en-GB',
    isLong ? { day: 'numeric', month: 'short' } : { timeStyle: 'short' },
  );
  return (time) => clock.format(time * 1000);
}

function ChartTable({ title, times, lines, unit }: Charted) {
  const clock = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'short' });
  return (
    <table class="unseen">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          {lines.map(({ label }) => (
            <th key={label} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {times.map((time, i) => (
          <tr key={time}>
            <th scope="row">{clock.format(time * 1000)}</th>
            {lines.map(({ label, values }) => (
              <td key={label}>{values[i] == null ? 'no data' : unit(values[i])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
