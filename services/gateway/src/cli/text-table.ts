/** Rows under headings. Columns are padded to their widest cell; numbers are right-aligned. */
export function tableOf(headings: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => row.map(textOf));
  const widths = headings.map((heading, i) =>
    Math.max(widthOf(heading), ...texts.map((row) => widthOf(row[i] ?? ''))),
  );
  const numeric = headings.map((_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === 'number'));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => pad(cell, widths[i] ?? 0, numeric[i] ?? false))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width));
  return [line(headings), line(rule), ...texts.map(line)].join('\n');
}

/** Named facts, one per line, with names padded to `width`. Facts without a value are left out. */
export function factsOf(width: number, facts: readonly (readonly [string, string | null])[]): string {
  return facts
    .flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(width)}${value}`]))
    .join('\n');
}

export type Cell = string | number | Date | null | undefined;

/** Shortens a text to `length` characters and marks the cut. */
export function shorten(text: string, length: number): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  return letters.length <= length ? letters.join('') : `${letters.slice(0, length - 1).join('')}…`;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;
const AGO = new Intl.RelativeTimeFormat('en', { style: 'short' });

/** How far an instant is from now, in its largest unit: "3 hr. ago", "in 5 min.". */
export function agoOf(at: Date, now: Date): string {
  const ms = at.getTime() - now.getTime();
  const [unit, size] = UNITS.find(([, length]) => Math.abs(ms) >= length) ?? ['second', 1_000];
  return AGO.format(Math.trunc(ms / size), unit);
}

/** An instant, and how long ago it was. */
export const timeAgo = (at: Date, now: Date): string => `${timeOf(at)} (${agoOf(at, now)})`;

/** ISO 8601 to the second. */
export const timeOf = (date: Date) => date.toISOString().replace(/\.\d+Z$/, 'Z');

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '-';
  if (cell instanceof Date) return timeOf(cell);
  return String(cell);
}

// Terminals draw combining marks over the letter before them.
const widthOf = (text: string) => [...text.replace(/\p{M}/gu, '')].length;

function pad(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
}
