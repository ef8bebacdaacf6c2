import { matchKey } from '../../text/match-key.js';
import type { Candidate } from '../provenance.js';
import type { Heading } from './story-headings.js';

/** Share of the shorter one's words that two versions of a headline have in common. */
const ALIKE = 0.5;
/** Fewest letters of a name in an address. A shorter one may be the beginning of a common word. */
const TELLING_NAME = 5;

/**
 * The page's headings that may be its headline, best first: those that a title contains, else the only
 * heading if no title contradicts it. A heading that names the site is not a candidate.
 */
export function headingCandidates(
  headings: readonly Heading[],
  titles: readonly Candidate<string>[],
  sites: ReadonlySet<string>,
): Heading[] {
  const own = headings.filter((heading) => !isSite(heading, headings, titles, sites));
  const witness = titles.map(({ value }) => matchKey(value)).join(' \n ');
  const held = own.filter(({ value }) => witness.includes(matchKey(value)));
  const main = own.filter(({ source }) => source === 'h1');
  if (held.length > 0 || main.length !== 1) return held;
  const untitled = !titles.some(({ source }) => source === 'meta:og:title');
  return main.filter(({ value }) => untitled || titles.some((title) => isAlike(value, title.value)));
}

/**
 * Whether a heading names the site: by its text, by its markup if a title says more, or because titles put it
 * beside the headline.
 */
function isSite(
  { value, isOfSite }: Heading,
  headings: readonly Heading[],
  titles: readonly Candidate<string>[],
  sites: ReadonlySet<string>,
): boolean {
  const key = matchKey(value);
  if (sites.has(key) || isNameInAddress(key, sites)) return true;
  if (isOfSite && !titles.some((title) => mainPieceOf(title.value) === key)) return true;
  const statements = [...titles, ...headings].map((statement) => matchKey(statement.value));
  return titles.some((title) => {
    const pieces = piecesOf(title.value);
    const longest = Math.max(...pieces.map((piece) => piece.length));
    if (key.length >= longest) return false;
    if (pieces.length > 1 && pieces.at(-1) === key) return true;
    // "Site: Story" has the same form as "Story - Long name of the site". Another statement decides which it
    // is.
    return (
      pieces[0] === key && pieces.some((piece) => piece.length === longest && statements.includes(piece))
    );
  });
}

/** "Harbour Courier" at harbourcourier.example. */
function isNameInAddress(key: string, sites: ReadonlySet<string>): boolean {
  const squeezed = key.replaceAll(' ', '');
  return (
    key.split(' ').length <= 3 &&
    [...sites].some(
      (site) =>
        site.length >= TELLING_NAME && squeezed.startsWith(site) && squeezed.length <= site.length + 5,
    )
  );
}

function piecesOf(title: string): string[] {
  return title
    .split(/\s+[|»·•–—-]\s+|\s::\s|\s*[｜_]\s*|:\s+/u)
    .map(matchKey)
    .filter((piece) => piece !== '');
}

function mainPieceOf(title: string): string {
  return piecesOf(title).reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}

/** Search engines may get another version of the headline than readers. Most words are the same. */
function isAlike(heading: string, title: string): boolean {
  const [a, b] = [heading, title].map((text) => new Set(matchKey(text).split(' ')));
  // If the heading contains the title, it begins with a kicker.
  if (!a || !b || matchKey(heading).includes(matchKey(title))) return false;
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared >= Math.min(a.size, b.size) * ALIKE;
}
