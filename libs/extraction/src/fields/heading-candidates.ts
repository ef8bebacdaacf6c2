import { matchKey } from '../text/match-key.js';
import type { Candidate } from './provenance.js';

/** Share of the shorter one's words that two wordings of one headline have in common. */
const ALIKE = 0.5;

/**
 * The page's headings that may be its headline, best first: those that a title holds; else the only heading when no
 * title speaks against it. A heading that is the name of the site is none.
 */
export function headingCandidates(
  headings: readonly Candidate<string>[],
  titles: readonly Candidate<string>[],
  site: string | null,
): Candidate<string>[] {
  const siteKeys = siteNamesIn(titles, site);
  const own = headings.filter(({ value }) => !siteKeys.has(matchKey(value)));
  const witness = titles.map(({ value }) => matchKey(value)).join(' \n ');
  const held = own.filter(({ value }) => witness.includes(matchKey(value)));
  if (held.length > 0 || own.length !== 1) return held;
  const untitled = !titles.some(({ source }) => source === 'meta:og:title');
  return own.filter(({ value }) => untitled || titles.some((title) => isAlike(value, title.value)));
}

/** The stated site name, and the outer parts of "Headline | Site" and "Site | Headline" where a longer part remains. */
function siteNamesIn(titles: readonly Candidate<string>[], site: string | null): ReadonlySet<string> {
  const parts = titles.flatMap(({ value }) => {
    const pieces = value.split(/\s+[|»·•–—-]\s+|\s::\s/u);
    const longest = Math.max(...pieces.map((piece) => piece.length));
    return [pieces[0] ?? '', pieces.at(-1) ?? ''].filter((piece) => piece.length < longest);
  });
  return new Set([site ?? '', ...parts].map(matchKey).filter((key) => key !== ''));
}

/** Search engines are served another wording than readers: most words stay. */
function isAlike(heading: string, title: string): boolean {
  const [a, b] = [heading, title].map((text) => new Set(matchKey(text).split(' ')));
  // With a title inside, the heading has a kicker in front of it.
  if (!a || !b || matchKey(heading).includes(matchKey(title))) return false;
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared >= Math.min(a.size, b.size) * ALIKE;
}
