import { BLOCKS } from '../page/element-names.js';
import { findElements, type PageElement } from '../page/page-tree.js';
import { textOf } from '../page/text-of.js';

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Elements that show text as it was typed. */
const AS_TYPED = names('pre xmp listing plaintext textarea');
/** Layout elements, which say nothing about the parts of a text. */
const LAYOUT = names(
  'html head body meta title link style base br hr pre xmp listing plaintext textarea code samp tt p div span font center main article section blockquote ul ol li table tbody tr td b i u em strong small a o:p wbr',
);
const NO_TEXT = names('head title style');
/**
 * A text capture begins with the names of the site and the story. An excerpt, or a feed's text, begins with a
 * sentence.
 */
const SENTENCE = /[.!?。؟]["”’»)]?$/;
const FILE_NAME = /^\S*$/;
/** Meta elements about the document and not about an article. */
const OF_DOCUMENT =
  /^(?:|viewport|color-scheme|generator|robots|referrer|format-detection|progid|originator)$/i;
const MOST_ELEMENTS = 3000;
const MOST_LINKS = 2;
const MOST_CLASSES = 3;
const LONGEST_TITLE = 300;

/**
 * Returns the plain text of an HTML page that only wraps it: as a browser saves a text file, as an office
 * program does, or as a script that puts each line into a paragraph. Such a page has no heading but the
 * file's name, no facts about an article, and almost no links or classes. Returns null for any other page,
 * and, with `typedOnly`, for paragraphs.
 */
export function textInShell(root: PageElement, { typedOnly }: { typedOnly: boolean }): string | null {
  const elements = findElements(root, () => true, MOST_ELEMENTS);
  if (elements.length >= MOST_ELEMENTS || !elements.every(isLayout)) return null;
  const links = elements.filter(({ name }) => name === 'a').length;
  const classes = new Set(elements.map(({ attributes }) => attributes['class'] ?? ''));
  if (links > MOST_LINKS || classes.size > MOST_CLASSES + 1) return null;
  const text = writeText(root, false);
  const title = elements.find(({ name }) => name === 'title');
  const isNamed = title !== undefined && !FILE_NAME.test(titleOf(title)) && !text.includes(titleOf(title));
  if (isNamed || text.trim() === '') return null;
  const isTyped = elements.some(({ name }) => AS_TYPED.has(name));
  const [first = ''] = text.trim().split('\n', 1);
  return isTyped || (!typedOnly && !SENTENCE.test(first.trim())) ? text : null;
}

function titleOf(title: PageElement): string {
  return textOf(title, LONGEST_TITLE);
}

function isLayout(element: PageElement): boolean {
  const { name, attributes } = element;
  if (name === 'meta')
    return attributes['property'] === undefined && OF_DOCUMENT.test(attributes['name'] ?? '');
  if (name === 'h1') return FILE_NAME.test(titleOf(element));
  return LAYOUT.has(name);
}

/** Writes blocks as paragraphs. Outside typed text a single line break is a space, as in HTML. */
function writeText(element: PageElement, typed: boolean): string {
  let text = '';
  for (const child of element.children) {
    if (child.kind === 'text')
      text += typed || /\n\s*\n/.test(child.text.trim()) ? child.text : unwrapped(child.text);
    else if (child.name === 'br') text += '\n';
    else if (!NO_TEXT.has(child.name) && child.name !== 'h1') {
      const inner = writeText(child, typed || AS_TYPED.has(child.name));
      text += BLOCKS.has(child.name) ? `\n\n${inner}\n\n` : inner;
    }
  }
  return text;
}

const unwrapped = (text: string): string => text.replaceAll('\n', ' ');
