/** A run of text in the page. */
export class PageText {
  readonly kind = 'text';
  /** The width of the text, once measured; -1 before. */
  width = -1;
  constructor(
    public text: string,
    readonly parent: PageElement,
  ) {}
}

/**
 * An element with the measurements of the body finder. Trees are at most 512 levels deep, so walks may
 * recurse.
 */
export class PageElement {
  readonly kind = 'element';
  readonly children: PageNode[] = [];
  /** Removed from the body as page chrome. The fields still read it. */
  dropped = false;
  /** The width of all text, of linked text, and of text in long runs with few links. */
  textWidth = 0;
  linkWidth = 0;
  goodWidth = 0;
  /** The width of the element's own text, without child elements. */
  ownWidth = 0;
  holdsH1 = false;
  /** Contains an article element, or one that is named as the text of an article, with text in it. */
  holdsBody = false;
  holdsBlock = false;
  /** Class and id as the rules read them, cached on first use. */
  words: string | null = null;
  /** The elements below, cached on first use, because a page is walked many times and does not change. */
  below: readonly PageElement[] | null = null;
  constructor(
    readonly name: string,
    readonly attributes: Readonly<Record<string, string>>,
    readonly parent: PageElement | null,
  ) {}
}

export type PageNode = PageText | PageElement;

/** Whether `node` is `ancestor` or inside it. */
export function isWithin(node: PageElement, ancestor: PageElement): boolean {
  for (let at: PageElement | null = node; at; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** The smallest element that contains all of `elements`; null if there is none. */
export function commonAncestor(elements: readonly PageElement[]): PageElement | null {
  let shared: PageElement | null = elements[0] ?? null;
  for (const element of elements) while (shared && !isWithin(element, shared)) shared = shared.parent;
  return shared;
}

/** Every element below `root` in document order, including dropped ones. The tree must be complete. */
export function elementsOf(root: PageElement): readonly PageElement[] {
  root.below ??= findElements(root, () => true);
  return root.below;
}

/** The elements of `root` that `accepts` admits, at most `limit` of them. */
export function findElements(
  root: PageElement,
  accepts: (element: PageElement) => boolean,
  limit = Infinity,
): PageElement[] {
  const found: PageElement[] = [];
  const stack: PageElement[] = [root];
  for (let element = stack.pop(); element && found.length < limit; element = stack.pop()) {
    if (element !== root && accepts(element)) found.push(element);
    for (let i = element.children.length - 1; i >= 0; i--) {
      const child = element.children[i];
      if (child?.kind === 'element') stack.push(child);
    }
  }
  return found;
}
