import { classWords } from './class-words.js';
import type { PageElement } from './page-tree.js';

const TEASER_NAME =
  /(^|[\s_-])(?:related|recent|recommend\w*|teasers?|cards?|listing|sidebar|latest|popular|trending|widget|comments?|(?<!(?:post|entry|article|story)[-_]?)footer)(?=$|[\s_-])/;
const LEVELS = 8;

/** Whether an element is inside one that is named as a teaser of another article, a comment or a sidebar. */
export function isInTeaser(element: PageElement): boolean {
  let at: PageElement | null = element;
  for (
    let level = 0;
    level < LEVELS && at && at.name !== 'body' && at.name !== 'main';
    level++, at = at.parent
  )
    if ((at.name === 'footer' && !isInArticle(at)) || at.name === 'aside' || TEASER_NAME.test(classWords(at)))
      return true;
  return false;
}

/** The footer of an article tells of it; the footer of the page does not. */
function isInArticle(footer: PageElement): boolean {
  let at = footer.parent;
  while (at && at.name !== 'article') at = at.parent;
  return at !== null;
}
