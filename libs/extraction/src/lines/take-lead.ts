import type { Dateline } from '@dateline/contracts';
import { collapseSpace } from '../text/collapse-space.js';
import { isPictureLabel, withoutCaptionLabel } from './picture-labels.js';
import { takeMediaId } from './media-id.js';
import { readCaption, type CaptionReading } from './read-caption.js';
import { readDateline } from './read-dateline.js';

/** What stands above the story itself, removed from its first lines. */
export interface ArticleLead<Line> {
  lines: Line[];
  mediaId: string | null;
  caption: CaptionReading | null;
  dateline: Dateline | null;
}

export interface LeadLine {
  text: string;
}

const CAPTION_WITHIN = 6;
const DATELINE_WITHIN = 7;
const LONGEST_CAPTION = 400;
const STORY_AFTER = 400;

/**
 * Removes media id, picture caption with credit, and dateline from the first lines of a story, whatever their
 * layout. `withText` copies a line with another text.
 */
export function takeLead<Line extends LeadLine>(
  lines: readonly Line[],
  withText: (line: Line, text: string) => Line,
): ArticleLead<Line> {
  const { lines: withoutId, mediaId } = takeMediaId(withoutLabels(lines));
  const story = joinLoneDateline(withoutId, withText);
  const datelineAt = story
    .slice(0, DATELINE_WITHIN)
    .findIndex(({ text }) => text.length > 3 && readDateline(text) !== null);
  const reading = readDateline(story[datelineAt]?.text ?? '');
  const found = findCaption(story, datelineAt);
  const kept = story.flatMap((line, at) => {
    if (found?.at.includes(at)) return [];
    if (at !== datelineAt || !reading) return [line];
    return reading.body === '' ? [] : [withText(line, reading.body)];
  });
  return { lines: kept, mediaId, caption: found?.reading ?? null, dateline: reading?.dateline ?? null };
}

/** A table or a list that describes a picture prints labels in cells of their own: "Caption", "Credit:". */
function withoutLabels<Line extends LeadLine>(lines: readonly Line[]): Line[] {
  return lines.filter(({ text }, at) => at >= CAPTION_WITHIN + 3 || !isPictureLabel(text));
}

/** "WASHINGTON —" in an element of its own belongs to the beginning of the next line. */
function joinLoneDateline<Line extends LeadLine>(
  lines: Line[],
  withText: (line: Line, text: string) => Line,
): Line[] {
  const at = lines
    .slice(0, DATELINE_WITHIN)
    .findIndex(({ text }) => text.length < 60 && /(?:[-—–―:]|--)$/.test(text.trim()));
  const [lone, next] = [lines[at], lines[at + 1]];
  if (!lone || !next) return lines;
  const joined = collapseSpace(`${lone.text} ${next.text}`);
  const reading = readDateline(joined);
  if (!reading?.dateline.place || reading.dateline.text.length > lone.text.length) return lines;
  return lines.toSpliced(at, 2, withText(next, joined));
}

interface FoundCaption {
  at: number[];
  reading: CaptionReading;
}

function findCaption(lines: readonly LeadLine[], datelineAt: number): FoundCaption | null {
  const end = datelineAt < 0 ? CAPTION_WITHIN : Math.min(datelineAt, CAPTION_WITHIN);
  for (const [at, { text }] of lines.slice(0, end).entries()) {
    if (text.length > LONGEST_CAPTION) continue;
    const reading = readCaption(text);
    if (!reading.credit || (reading.credit.creditAgency ?? reading.credit.creditPhotographer) === null)
      continue;
    if (reading.caption === null)
      return { at: [at], reading, ...withNeighbour(lines, at, datelineAt, reading) };
    if (datelineAt > at || (reading.credit.creditPhotographer !== null && storyAfter(lines, at)))
      return { at: [at], reading };
  }
  return null;
}

/**
 * A credit on a line of its own. Its caption is the line before it, or the line between it and the dateline.
 */
function withNeighbour(
  lines: readonly LeadLine[],
  at: number,
  datelineAt: number,
  reading: CaptionReading,
): FoundCaption | null {
  if (datelineAt < 0) return null;
  const before = lines[at - 1];
  const beside = before ? at - 1 : at + 1;
  const text = lines[beside]?.text;
  if (text === undefined || beside >= datelineAt || text.length > LONGEST_CAPTION) return null;
  return { at: [at, beside], reading: { ...reading, caption: withoutCaptionLabel(text) } };
}

function storyAfter(lines: readonly LeadLine[], at: number): boolean {
  return at <= 1 && lines.slice(at + 1).reduce((sum, { text }) => sum + text.length, 0) > STORY_AFTER;
}
