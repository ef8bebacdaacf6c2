import { readJsonLd, type LinkedData } from '../json-ld/read-json-ld.js';
import { classWords } from './class-words.js';
import { propertyOf } from './property-of.js';
import { textOf } from './text-of.js';
import { elementsOf, type PageElement } from './page-tree.js';

/** What the fields are read from, collected in one walk over the page. */
export interface PageSignals {
  root: PageElement;
  /** The body element, or the whole tree if the page has no body that holds elements. */
  body: PageElement;
  /** Contents of meta elements by their property, name or itemprop in lower case, in page order. */
  metas: ReadonlyMap<string, readonly string[]>;
  /** First href per rel value: canonical, amphtml, license. */
  links: ReadonlyMap<string, string>;
  title: string;
  language: string | null;
  h1s: readonly PageElement[];
  times: readonly PageElement[];
  /** Elements whose class, id or itemprop mentions a date, or an author. */
  dateElements: readonly PageElement[];
  bylineElements: readonly PageElement[];
  linked: LinkedData;
}

const DATE_NAME =
  /date|time|publish|posted|byline|meta|stamp|datum|fecha|data\b|veroeff|erstellt|info|submitted|created|author|tagline|(?:post|entry|article|story)[-_]?footer/i;
const NOT_THE_DATE =
  /updat|modif|comment|sidebar|widget|(?<!(?:post|entry|article|story)[-_]?)footer|related|copyright/i;
const BYLINE_NAME =
  /(^|[\s_-])(?:byline|author(?:-?names?)?|authors|autor|autores|auteur|writer|byauthor|submitted-by|creator)(?=$|[\s_-])/i;
const MAX_DATE_ELEMENTS = 400;
const MAX_BYLINES = 20;
const MAX_BODIES = 4;
const MAX_H1S = 200;
const MAX_TIMES = 400;
/** Most values of one meta key. */
const MAX_CONTENTS = 50;
/** Characters. A longer title, address or meta value has nothing more to read. */
const LONGEST_TITLE = 2000;
const LONGEST_ADDRESS = 8192;
const LONGEST_CONTENT = 20_000;

export function readSignals(root: PageElement): PageSignals {
  const signals = new SignalCollector(root);
  elementsOf(root).forEach((element) => {
    signals.take(element);
  });
  return signals.finish();
}

class SignalCollector {
  private readonly metas = new Map<string, string[]>();
  private readonly links = new Map<string, string>();
  private readonly scripts: PageElement[] = [];
  private readonly h1s: PageElement[] = [];
  private readonly times: PageElement[] = [];
  private readonly dateElements: PageElement[] = [];
  private readonly bylineElements: PageElement[] = [];
  private readonly bodies: PageElement[] = [];
  private title = '';
  private language: string | null = null;

  constructor(private readonly root: PageElement) {}

  take(element: PageElement): void {
    const { name, attributes } = element;
    if (name === 'meta') this.takeMeta(attributes);
    else if (name === 'link') this.takeLink(attributes);
    else if (name === 'script') this.takeScript(element);
    else if (name === 'title')
      this.title ||= element.parent?.name === 'svg' ? '' : textOf(element, LONGEST_TITLE);
    else if (name === 'html') this.language ??= attributes['lang'] ?? attributes['xml:lang'] ?? null;
    else if (name === 'body') this.bodies.push(element);
    else this.takeContent(element);
  }

  finish(): PageSignals {
    const { root, metas, links, title, language, h1s, times, dateElements, bylineElements } = this;
    const body = largest(this.bodies) ?? root;
    return {
      root,
      body,
      metas,
      links,
      title,
      language,
      h1s,
      times,
      dateElements,
      bylineElements,
      linked: readJsonLd(this.scripts),
    };
  }

  private takeMeta({
    property,
    name,
    itemprop,
    content,
    'http-equiv': equivalent,
  }: PageElement['attributes']): void {
    const key = (property ?? name ?? itemprop ?? equivalent ?? '').trim().toLowerCase();
    if (!key || !content?.trim()) return;
    const known = this.metas.get(key) ?? [];
    if (known.length >= MAX_CONTENTS) return;
    known.push(content.slice(0, LONGEST_CONTENT).trim());
    this.metas.set(key, known);
  }

  private takeLink({ rel, href }: PageElement['attributes']): void {
    if (!rel || !href || href.length > LONGEST_ADDRESS) return;
    for (const word of rel.toLowerCase().split(/\s+/))
      if (!this.links.has(word)) this.links.set(word, href.trim());
  }

  private takeScript(element: PageElement): void {
    if (/ld\+json/i.test(element.attributes['type'] ?? '')) this.scripts.push(element);
  }

  private takeContent(element: PageElement): void {
    const { name, attributes } = element;
    if (name === 'a' && attributes['rel'] === 'license') this.takeLink(attributes);
    const named = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`.slice(0, LONGEST_TITLE);
    const property = propertyOf(attributes);
    if (name === 'h1' && this.h1s.length < MAX_H1S) this.h1s.push(element);
    if (
      this.times.length < MAX_TIMES &&
      (name === 'time' ||
        /^date(?:Published|Created|Modified)$/.test(property) ||
        (name === 'abbr' && /published|date/.test(named)))
    ) {
      this.times.push(element);
    } else if (
      this.dateElements.length < MAX_DATE_ELEMENTS &&
      DATE_NAME.test(named) &&
      !NOT_THE_DATE.test(named)
    ) {
      this.dateElements.push(element);
    }
    const byline =
      /(?:^|[\s:])(?:author|has_creator)(?:\s|$)/.test(attributes['rel'] ?? '') ||
      name === 'byline' ||
      /(^|\s)author(\s|$)/.test(property) ||
      BYLINE_NAME.test(classWords(element));
    if (byline && this.bylineElements.length < MAX_BYLINES) this.bylineElements.push(element);
  }
}

/**
 * A page with a stray body element before its own has several. Browsers show the one with the most elements.
 */
function largest(bodies: readonly PageElement[]): PageElement | null {
  const sizes = bodies.slice(0, MAX_BODIES).map((body) => ({ body, size: elementsOf(body).length }));
  const [most] = sizes.filter(({ size }) => size > 0).sort((a, b) => b.size - a.size);
  return most?.body ?? null;
}

/** The first content of the first of these meta keys that has one. */
export function metaOf(signals: PageSignals, ...keys: string[]): string | null {
  for (const key of keys) {
    const value = signals.metas.get(key)?.[0];
    if (value) return value;
  }
  return null;
}
