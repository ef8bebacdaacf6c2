import { classWords } from '../../page/class-words.js';
import type { PageElement } from '../../page/page-tree.js';
import { isElsewhere } from '../images/story-image.js';

const HIDDEN = /display\s*:\s*none/i;
const LEVELS = 10;
/** Elements that hold the author of a picture, a quotation, a comment or a film, and not of the story. */
const HOLDERS: ReadonlySet<string> = new Set([
  'figcaption',
  'blockquote',
  'q',
  'form',
  'dialog',
  'video',
  'audio',
]);
const HOLDER_NAME =
  /(?:^|[\s_-])(?:captions?|cutline|(?:photo|image|picture)-?(?:credits?|author|info)|(?:pull-?)?quotes?|quotation|testimonials?|reviews?|vjs|video-js|jwplayer|player|comments?(?:-?(?:list|form|author|body))?|reply|respond)(?=$|[\s_-])/;
const OF_AUTHOR = /author|byline|autor|writer/i;

/**
 * Whether an element belongs to the story and is visible. The footer of an article belongs to it; the page's
 * footer does not.
 */
export function isOfStory(element: PageElement): boolean {
  for (let at: PageElement | null = element; at; at = at.parent)
    if (at.attributes['hidden'] !== undefined || HIDDEN.test(at.attributes['style'] ?? '')) return false;
  const footer = ancestorOf(element, 'footer');
  return !isElsewhere(footer?.parent && ancestorOf(footer, 'article') ? footer.parent : element);
}

/**
 * Whether an author named here made something other than the story. A figure that shows the author is named
 * this way.
 */
export function isOfOtherWork(element: PageElement): boolean {
  let at: PageElement | null = element;
  for (
    let level = 0;
    at && level < LEVELS && !/^(?:article|main|body)$/.test(at.name);
    level++, at = at.parent
  ) {
    const words = classWords(at);
    if (
      HOLDERS.has(at.name) &&
      !(at.name === 'figcaption' && OF_AUTHOR.test(words + classWords(at.parent ?? at)))
    )
      return true;
    if (at !== element && HOLDER_NAME.test(words) && !OF_AUTHOR.test(words)) return true;
  }
  return false;
}

function ancestorOf(element: PageElement, name: string): PageElement | null {
  let at = element.parent;
  while (at && at.name !== name) at = at.parent;
  return at;
}
