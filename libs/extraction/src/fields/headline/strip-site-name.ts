import { matchKey } from '../../text/match-key.js';

/**
 * What separates a title from the name of its site or section. An underscore or two hyphens do so in Chinese
 * titles.
 */
const MARK = /(\s+[|»·•–—-]\s+|\s+::\s+|:\s+|\s*[｜|_]\s*|(?<=\p{Lo})-{1,2}(?=\p{Lo}))/u;
const SUFFIX = /^(.{15,}?)\s+(?:[|»·•]|::|[-–—])\s+([^|»]{2,45})$/u;
/** "标题_栏目_站名": sections and site after a headline without spaces. */
const CHINESE_SUFFIX = /^([^_]{8,})(?:_[^_\s]{1,20}){1,4}$|^(.{8,}?)(?:--[^\s-]{1,20}){1,4}$/u;
const HAN_OR_KANA = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{4}/u;
/** Characters. A longer text is not a title, and the search takes quadratic time. */
const LONGEST_TITLE = 1000;

/**
 * Returns a page title without the name of its site. `sites` holds the match keys of the site's names: such a
 * part at either end is removed. Without one, a short last part is removed.
 */
export function stripSiteName(title: string, sites: ReadonlySet<string>): string {
  if (title.length > LONGEST_TITLE) return title;
  const bare = withoutSites(title, sites);
  const chinese = HAN_OR_KANA.test(bare) ? CHINESE_SUFFIX.exec(bare) : null;
  if (chinese) return (chinese[1] ?? chinese[2] ?? bare).trim();
  return bare === title ? (SUFFIX.exec(title)?.[1]?.trim() ?? title) : bare;
}

function withoutSites(title: string, sites: ReadonlySet<string>): string {
  const pieces = title.split(MARK);
  const isSite = (piece: string | undefined): boolean => piece !== undefined && sites.has(matchKey(piece));
  while (pieces.length > 2 && isSite(pieces.at(-1))) pieces.splice(-2);
  while (pieces.length > 2 && isSite(pieces[0])) pieces.splice(0, 2);
  return pieces.join('').trim();
}

/** The text after the last bar of a title: the page's name for its site. */
export function siteNameOf(title: string): string | null {
  return /\s[|»]\s+([^|»]{2,80})$/u.exec(title)?.[1]?.trim() ?? null;
}
