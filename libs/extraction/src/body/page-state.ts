import { elementsOf, type PageElement } from '../page/page-tree.js';
import { collapseSpace } from '../text/collapse-space.js';
import { stripTags } from '../text/strip-tags.js';
import { textWidth } from '../text/text-width.js';
import { PARAGRAPH_BREAK } from './paragraph-break.js';

const MOST_LETTERS = 3_000_000;
const MOST_VALUES = 300_000;
/** The text of a list item is searched this many levels deep. */
const DEPTH = 8;
const SHORTEST_PARAGRAPH = 60;
const FEWEST_PARAGRAPHS = 2;
const SENTENCE_END = /[.!?…。！？؟।]["”’»」)]?$/;
/** Keys under which the state of a page keeps text. */
const WORD_KEYS = ['children', 'text', 'html', 'content', 'value', 'body', 'paragraph'] as const;
const FLIGHT = /self\.__next_f\.push\(/;
const ASSIGNED = /^\s{0,99}(?:window\.|self\.|var |let |const )?[\w$]{1,60}\s{0,9}=\s{0,9}(?=[[{])/;

/**
 * Returns the longest run of paragraphs in the state that a page carries for its scripts (`__NEXT_DATA__`,
 * `__next_f`, `__INITIAL_STATE__` and other JSON). This is the text that a reader sees once the scripts have
 * run. One line per paragraph; empty if there is none.
 */
export function readPageState(root: PageElement): string {
  const finder = new ProseFinder();
  const flight: string[] = [];
  let left = MOST_LETTERS;
  for (const element of elementsOf(root)) {
    if (element.name !== 'script') continue;
    const source = sourceOf(element);
    if (source === '' || source.length > left) continue;
    left -= source.length;
    if (FLIGHT.test(source)) flight.push(source);
    else finder.read(parse(withoutSemicolon(source.replace(ASSIGNED, '').trimEnd())));
  }
  for (const line of flightLines(flight)) finder.read(parse(line));
  return finder.longest.join('\n');
}

const withoutSemicolon = (code: string): string => (code.endsWith(';') ? code.slice(0, -1) : code);

function sourceOf({ attributes, children: [first] }: PageElement): string {
  if (/ld\+json/i.test(attributes['type'] ?? '') || first?.kind !== 'text') return '';
  return /[[{]/.test(first.text.slice(0, 300)) ? first.text : '';
}

/** React sends a page in chunks of text that consist of lines of `id:JSON`. */
function flightLines(sources: readonly string[]): string[] {
  const chunks = sources.map((source) => {
    const start = source.indexOf('(') + 1;
    const pushed = parse(source.slice(start, source.lastIndexOf(')')));
    const text: unknown = Array.isArray(pushed) ? pushed[1] : null;
    return typeof text === 'string' ? text : '';
  });
  return chunks
    .join('')
    .split('\n')
    .map((line) => line.slice(line.indexOf(':') + 1));
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // A script that is not JSON holds no state that can be read.
    return null;
  }
}

/** Finds the value whose own items form the longest run of paragraphs. */
class ProseFinder {
  longest: readonly string[] = [];
  private width = 0;
  private values = MOST_VALUES;

  read(state: unknown): void {
    const stack: unknown[] = [state];
    while (stack.length > 0 && this.values > 0) {
      const value = stack.pop();
      this.values -= 1;
      if (typeof value === 'string') this.weigh(paragraphsOf(value));
      if (typeof value !== 'object' || value === null) continue;
      if (Array.isArray(value)) this.weigh(value.map((item) => collapseSpace(this.wordsOf(item, DEPTH))));
      for (const inner of Object.values(value)) stack.push(inner);
    }
  }

  private weigh(items: readonly string[]): void {
    const lines = items.filter((line) => line !== '');
    const prose = lines.filter((line) => textWidth(line) >= SHORTEST_PARAGRAPH && SENTENCE_END.test(line));
    const width = prose.reduce((sum, line) => sum + textWidth(line), 0);
    if (prose.length < FEWEST_PARAGRAPHS || width <= this.width) return;
    this.width = width;
    this.longest = lines;
  }

  private wordsOf(value: unknown, depth: number): string {
    this.values -= 1;
    if (depth === 0 || this.values <= 0) return '';
    if (typeof value === 'string') return isWords(value) ? stripTags(value) : '';
    if (isElement(value)) return this.wordsOf(value[3], depth - 1);
    if (Array.isArray(value)) return value.map((item) => this.wordsOf(item, depth - 1)).join('');
    if (typeof value !== 'object' || value === null) return '';
    const key = WORD_KEYS.find((name) => name in value);
    return key ? this.wordsOf((value as Record<string, unknown>)[key], depth - 1) : '';
  }
}

/** React writes an element as `["$", name, key, properties]`. */
function isElement(value: unknown): value is readonly [string, string, unknown, unknown] {
  return Array.isArray(value) && value.length === 4 && value[0] === '$' && typeof value[1] === 'string';
}

/** Whether a text is prose, and not a reference, an address or the name of a style. */
function isWords(value: string): boolean {
  return value !== '' && !/^(?:\$|https?:|\/)/.test(value);
}

function paragraphsOf(value: string): string[] {
  return value.length < 2 * SHORTEST_PARAGRAPH
    ? []
    : value.split(PARAGRAPH_BREAK).map((line) => stripTags(line));
}
