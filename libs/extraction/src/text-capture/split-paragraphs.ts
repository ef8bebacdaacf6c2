import { collapseSpace } from '../text/collapse-space.js';

/** If no line is longer than this, a program wrapped the text, and only blank lines separate paragraphs. */
const WRAPPED_AT = 100;
const SHORTEST_WRAPPED = 50;

/** The paragraphs of a plain text: its lines, or the groups between blank lines if the lines are wrapped. */
export function splitParagraphs(text: string): string[] {
  const groups = text
    .split(/\r?\n[ \t]*(?:\r?\n[ \t]*)+|\f/)
    .map((group) => group.split(/\r?\n/).map(collapseSpace).filter(Boolean));
  const longest = groups.flat().reduce((most, line) => Math.max(most, line.length), 0);
  return groups
    .flatMap((lines) => (longest <= WRAPPED_AT && isWrapped(lines) ? [lines.join(' ')] : lines))
    .filter(Boolean);
}

function isWrapped(lines: readonly string[]): boolean {
  return lines.length > 1 && lines.slice(0, -1).every((line) => line.length >= SHORTEST_WRAPPED);
}
