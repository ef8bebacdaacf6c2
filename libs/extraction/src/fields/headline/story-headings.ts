import { isInTeaser } from '../../page/in-teaser.js';
import { classWords } from '../../page/class-words.js';
import { elementsOf, findElements, isWithin, type PageElement } from '../../page/page-tree.js';
import type { PageSignals } from '../../page/read-signals.js';
import { textOf } from '../../page/text-of.js';
import { collapseSpace } from '../../text/collapse-space.js';
import { matchKey } from '../../text/match-key.js';
import type { Candidate } from '../provenance.js';

/** A heading that may be the headline, and whether its markup shows that it names the site. */
export interface Heading extends Candidate<string> {
  source: 'h1' | 'heading';
  /** Whether it links to the front page, or stands in a logo or a menu. */
  isOfSite: boolean;
}

const LONGEST = 250;
const SHORTEST = 8;
const MOST_H1S = 50;
const MOST_HEADINGS = 20;
const MOST_PARTS = 20;
/** Least share of a heading's letters that a part needs to be the headline. */
const MAIN_PART = 0.5;
const KICKER =
  /(?:^|[\s_-])(?:kickers?|topline|overline|eyebrow|dachzeile|spitzmarke|roof-?line|toptitle|surtitle|overtitle|antetitulo|cintillo|volanta|occhiello)(?=$|[\s_-])/;
const STORY_HEADING =
  /(?:^|[\s_-])(?:post|entry|article|story|news)[_-]*(?:title|headline|heading)(?=$|[\s_-])/;
const SITE_HEADING =
  /(?:^|[\s_-])(?:logo|masthead|branding|site-?(?:title|name|logo)|blog-?(?:title|name)|navbar)(?=$|\s)/;
/** The tooltip of a browser's translator, which is saved with the page, and windows that open on demand. */
const NOT_OF_PAGE = /(?:^|[\s_-])(?:skiptranslate|goog-|tooltip|modal|popup|dialog)/;
const FRONT_PAGE = /^\/?(?:[a-z]{2}(?:-[a-z]{2})?\/?)?(?:index\.\w{3,5})?$/i;
const HIDDEN = /display\s*:\s*none/i;
const LEVELS = 6;

/** The h1s of the page, then lower headings named after the title of a story. Kickers are removed. */
export function storyHeadings(
  { h1s, body }: PageSignals,
  titles: readonly Candidate<string>[],
  url: string | null,
): Heading[] {
  const witness = titles.map(({ value }) => matchKey(value)).join(' \n ');
  const read = (element: PageElement, source: Heading['source']): Heading[] => {
    if (isNotOfPage(element)) return [];
    const { value, part } = mainPart(element, witness);
    if (value.length <= SHORTEST || value.length >= LONGEST) return [];
    return [{ source, value, isOfSite: isOfSite(part, url) }];
  };
  const lower = elementsOf(body).filter(isNamedStoryHeading).slice(0, MOST_HEADINGS);
  return [
    ...h1s.slice(0, MOST_H1S).flatMap((element) => read(element, 'h1')),
    ...lower
      .filter((element) => !isInTeaser(element))
      .flatMap((element) => read(element, 'heading'))
      .filter(({ value }) => witness.includes(matchKey(value))),
  ];
}

function isNamedStoryHeading(element: PageElement): boolean {
  return (
    /^h[23]$/.test(element.name) &&
    (STORY_HEADING.test(classWords(element)) ||
      /(?:^|\s)headline\b/.test(element.attributes['itemprop'] ?? ''))
  );
}

/**
 * The heading as a title contains it, else without the part named as a kicker, else its main part that a
 * title contains.
 */
function mainPart(heading: PageElement, witness: string): { value: string; part: PageElement } {
  const whole = { value: textOf(heading, LONGEST), part: heading };
  if (witness.includes(matchKey(whole.value))) return whole;
  const parts = findElements(heading, () => true, MOST_PARTS);
  const value = textWithout(
    heading,
    parts.filter((part) => KICKER.test(classWords(part))),
  );
  if (value.length > SHORTEST && value !== whole.value) return { value, part: heading };
  const held = parts
    .map((part) => ({ value: textOf(part, LONGEST), part }))
    .filter(({ value: text }) => text.length > whole.value.length * MAIN_PART && text.length > SHORTEST)
    .find(({ value: text }) => witness.includes(matchKey(text)));
  return held ?? ownPart(heading, whole.value, witness) ?? whole;
}

/** The text of the heading outside its child elements, if these are the part that was glued on. */
function ownPart(heading: PageElement, whole: string, witness: string) {
  const own = collapseSpace(
    heading.children.map((child) => (child.kind === 'text' ? child.text : ' ')).join(''),
  );
  const isMain = own.length > SHORTEST && own.length > whole.length * MAIN_PART && own.length < whole.length;
  return isMain && witness.includes(matchKey(own)) ? { value: own, part: heading } : null;
}

function textWithout(heading: PageElement, parts: readonly PageElement[]): string {
  const outer = parts.filter((part) => !parts.some((other) => other !== part && isWithin(part, other)));
  return collapseSpace(
    outer.reduce((text, part) => text.replace(textOf(part, LONGEST), ' '), textOf(heading, LONGEST)),
  ).replace(/^[:|/–—-]\s*/, '');
}

function isNotOfPage(element: PageElement): boolean {
  let at: PageElement | null = element;
  for (let level = 0; at && level < LEVELS && at.name !== 'body'; level++, at = at.parent)
    if (at.attributes['role'] === 'tooltip' || NOT_OF_PAGE.test(classWords(at)) || isHidden(at)) return true;
  return false;
}

function isHidden({ attributes }: PageElement): boolean {
  return attributes['hidden'] !== undefined || HIDDEN.test(attributes['style'] ?? '');
}

function isOfSite(heading: PageElement, url: string | null): boolean {
  const inside = findElements(heading, ({ name }) => name === 'a', MOST_PARTS);
  if (inside.some((link) => leadsHome(link, url) && textOf(link, LONGEST) === textOf(heading, LONGEST)))
    return true;
  if (STORY_HEADING.test(classWords(heading))) return false;
  let at: PageElement | null = heading;
  for (
    let level = 0;
    at && level < LEVELS && !/^(?:article|main|body)$/.test(at.name);
    level++, at = at.parent
  )
    if (at.name === 'nav' || (at.name === 'a' && leadsHome(at, url)) || SITE_HEADING.test(classWords(at)))
      return true;
  return false;
}

function leadsHome({ attributes: { href } }: PageElement, url: string | null): boolean {
  if (href === undefined || href.trim() === '' || href.startsWith('#')) return false;
  const base = url ?? 'https://page.invalid/a';
  if (!URL.canParse(href, base)) return false;
  const target = new URL(href, base);
  const isOnSite =
    url === null || target.host.replace(/^www\./, '') === new URL(url).host.replace(/^www\./, '');
  return (
    isOnSite &&
    target.search === '' &&
    FRONT_PAGE.test(target.pathname) &&
    target.pathname !== new URL(base).pathname
  );
}
