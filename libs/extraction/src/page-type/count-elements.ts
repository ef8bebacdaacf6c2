import { classWords } from '../page/class-words.js';
import { UNSEEN } from '../page/element-names.js';
import type { PageElement } from '../page/page-tree.js';
import { textWidth } from '../text/text-width.js';
import { KIND_WORDS } from './kind-words.js';
import type { Measures } from './page-measures.types.js';

const KINDS = Object.keys(KIND_WORDS);
const KIND_OF = new Map(
  Object.values(KIND_WORDS).flatMap((words, kind) => words.split(' ').map((word) => [word, kind] as const)),
);
const COUNTED = new Set(
  'a article aside audio blockquote button code dd div em figcaption figure footer form h1 h2 h3 h4 header iframe img input li main nav ol option p pre section select span strong svg table td textarea time tr ul video'.split(
    ' ',
  ),
);
/** Least width of a paragraph that belongs to a text. */
const LONG_PARAGRAPH = 140;
/** Most characters of a label such as a price or a button. A longer run is text. */
const LONGEST_LABEL = 60;
const HIDDEN = /display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden/i;
const PRICE = /[$€£¥₹]\s?\d|\d\s?(?:[$€£¥₹]|(?:usd|eur|gbp|kr|zł|руб)\b)/i;
const BUY =
  /\b(?:add to (?:cart|bag|basket)|buy now|in stock|out of stock|sold out|free shipping|in den warenkorb|ajouter au panier|añadir al carrito|aggiungi al carrello|quick view)\b/i;
const REPLY =
  /^(?:repl(?:y|ies)|quote|report|upvote|permalink|antworten|zitieren|répondre|citer|responder|rispondi|\d+ (?:replies|answers|comments|votes|points|likes|views|posts))$/i;
const READ_MORE =
  /^(?:read more|learn more|view (?:all|details|more)|see (?:all|more)|shop now|get started|continue reading|weiterlesen|mehr (?:lesen|erfahren)|lire la suite|leer más|leia mais|book now|contact us|get a quote|sign up|apply now|request (?:a )?(?:demo|quote|info))\b/i;

/** Position of a walk: in a link, in a paragraph, in the article's body, in the page's head or foot. */
interface Place {
  link: boolean;
  body: boolean;
  chrome: boolean;
  /** Whether it was removed from the body as chrome, or is hidden. */
  dropped: boolean;
  hidden: boolean;
}

/**
 * Counts elements, names and labels of a page in one walk, and how its text is arranged around the article's
 * body.
 */
export function countElements(root: PageElement, body: ReadonlySet<PageElement>): Measures {
  const counter = new ElementCounter(body);
  counter.visit(root, { link: false, body: false, chrome: false, dropped: false, hidden: false });
  return counter.finish();
}

class ElementCounter {
  private readonly tags: Measures = {};
  private readonly kinds = new Array<number>(KINDS.length).fill(0);
  private readonly kindsOfNames = new Map<string, readonly number[]>();
  private readonly sums: Measures = {
    text: 0,
    linkText: 0,
    bodyText: 0,
    chromeText: 0,
    paragraphs: 0,
    longParagraphs: 0,
    longText: 0,
    longOutside: 0,
    longOutsideText: 0,
    longestOutside: 0,
    longDropped: 0,
    prices: 0,
    buys: 0,
    replies: 0,
    readMores: 0,
    elements: 0,
    outLinks: 0,
    thumbs: 0,
    linkedHeadings: 0,
    longLinks: 0,
    droppedElements: 0,
  };

  /** Width of the long paragraphs since the last part of the body. */
  private waiting = 0;

  constructor(private readonly body: ReadonlySet<PageElement>) {}

  /** Returns the width of the text inside. */
  visit(element: PageElement, place: Place): number {
    const { name } = element;
    this.add('elements');
    if (COUNTED.has(name)) this.tags[name] = (this.tags[name] ?? 0) + 1;
    this.countNames(element);
    const inside = this.placeIn(element, place);
    let width = 0;
    for (const child of element.children) {
      if (child.kind === 'element') {
        if (!UNSEEN.has(child.name)) width += this.visit(child, inside);
        continue;
      }
      child.width = child.width < 0 ? textWidth(child.text) : child.width;
      if (child.width === 0) continue;
      width += child.width;
      this.takeText(child.text, child.width, inside);
    }
    this.takeWidth(element, width, inside);
    return width;
  }

  finish(): Measures {
    const tags = Object.entries(this.tags).map(([name, count]) => [`<${name}>`, count]);
    const kinds = KINDS.map((kind, at) => [`.${kind}`, this.kinds[at] ?? 0]);
    return {
      longAfter: this.waiting,
      ...this.sums,
      ...Object.fromEntries([...tags, ...kinds]),
    };
  }

  private placeIn(element: PageElement, { link, body, chrome, dropped, hidden }: Place): Place {
    const { name, attributes } = element;
    return {
      link: link || name === 'a',
      body: body || this.body.has(element),
      chrome: chrome || name === 'nav' || name === 'footer' || name === 'header' || name === 'aside',
      dropped: dropped || element.dropped,
      hidden: hidden || attributes['hidden'] !== undefined || HIDDEN.test(attributes['style'] ?? ''),
    };
  }

  private takeText(text: string, width: number, { link, body, chrome, hidden }: Place): void {
    this.add('text', width);
    if (link) this.add('linkText', width);
    if (body) this.takeBody(width, hidden);
    if (chrome) this.add('chromeText', width);
    if (width > LONGEST_LABEL) {
      if (link) this.add('longLinks');
      return;
    }
    const label = text.length > 4 * LONGEST_LABEL ? '' : text.trim();
    if (PRICE.test(label)) this.add('prices');
    if (BUY.test(label)) this.add('buys');
    if (REPLY.test(label)) this.add('replies');
    if (READ_MORE.test(label)) this.add('readMores');
  }

  /** Paragraphs that were waiting since the body began stand between its parts. */
  private takeBody(width: number, hidden: boolean): void {
    this.add('bodyText', width);
    if (hidden) this.add('bodyHidden', width);
    this.add('longBetween', this.waiting);
    this.waiting = 0;
  }

  private takeWidth(element: PageElement, width: number, { link, body, dropped }: Place): void {
    const { name } = element;
    if (element.dropped) this.add('droppedElements');
    if (link && (name === 'h2' || name === 'h3' || name === 'h4')) this.add('linkedHeadings');
    if (link && name === 'img') this.add('thumbs');
    if (name === 'a' && /^https?:/i.test(element.attributes['href'] ?? '')) this.add('outLinks');
    if (name !== 'p' || width === 0) return;
    this.add('paragraphs');
    if (width < LONG_PARAGRAPH || link) return;
    this.add('longParagraphs');
    this.add('longText', width);
    if (body) return;
    if (dropped) this.add('longDropped', width);
    if ((this.sums['bodyText'] ?? 0) === 0) this.add('longBefore', width);
    else this.waiting += width;
    this.add('longOutside');
    this.add('longOutsideText', width);
    this.sums['longestOutside'] = Math.max(this.sums['longestOutside'] ?? 0, width);
  }

  private countNames(element: PageElement): void {
    const names = classWords(element);
    if (names === '') return;
    let kinds = this.kindsOfNames.get(names);
    if (kinds === undefined) {
      kinds = [...new Set(names.split(/[\s_-]+/).flatMap((word) => KIND_OF.get(word) ?? []))];
      this.kindsOfNames.set(names, kinds);
    }
    for (const kind of kinds) this.kinds[kind] = (this.kinds[kind] ?? 0) + 1;
  }

  private add(sum: string, amount = 1): void {
    this.sums[sum] = (this.sums[sum] ?? 0) + amount;
  }
}
