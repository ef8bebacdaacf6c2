import { classWords } from '../../page/class-words.js';
import { findElements, type PageElement } from '../../page/page-tree.js';
import { isImage, pixels } from './image-source.js';
import { NOT_A_STORY_FRAME, NOT_A_STORY_IMAGE, OTHER_STORIES } from './image-words.js';

/** An aside made for a picture is not a sidebar. */
const IMAGE_ASIDE = /(^|[\s_-])(?:image|photo|picture|figure|media)(?=$|[\s_-])/;

/** Whether the names and the size of an image allow it to belong to the story. */
export function isStoryImage(element: PageElement): boolean {
  if (!isImage(element)) return false;
  const { attributes, parent } = element;
  const words = `${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`;
  const width = pixels(attributes['width']);
  return (
    !NOT_A_STORY_IMAGE.test(words) &&
    !NOT_A_STORY_FRAME.test(parent?.attributes['class'] ?? '') &&
    (width === null || width >= 120)
  );
}

/**
 * Whether an element stands in navigation, footer, sidebar or among other stories. The part that holds the h1
 * is the story.
 */
export function isElsewhere(element: PageElement): boolean {
  for (let at: PageElement | null = element; at && at.name !== 'body' && !at.holdsH1; at = at.parent) {
    if (/^(?:nav|footer|template|noscript)$/.test(at.name) || OTHER_STORIES.test(classWords(at))) return true;
    if (at.name === 'aside' && !IMAGE_ASIDE.test(classWords(at)) && holdsLink(at)) return true;
  }
  return false;
}

function holdsLink(element: PageElement): boolean {
  return findElements(element, ({ name }) => name === 'a', 1).length > 0;
}
