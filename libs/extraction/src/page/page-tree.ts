/** A run of text in the page. */
export class PageText {
  readonly kind = 'text';
  /** Width of the text once measured; -1 before. */
  width = -1;
  constructor(
    public text: string,
    readonly parent: PageElement,
  ) {}
}

/** An element with what the body finder measures on it. Trees are at most 512 deep, so walks may recurse. */
export class PageElement {
  readonly kind = 'element';
  readonly children: PageNode[] = [];
  /** Taken out of the body as page chrome; the fields still read it. */
  dropped = false;
  /** Width of all text, of linked text, and of text in long runs with few links. */
  textWidth = 0;
  linkWidth = 0;
  goodWidth = 0;
  /** Width of the text right inside, without that of child elements. */
  ownWidth = 0;
  holdsH1 = false;
  /** Holds an article element or one named as the text of an article, with text in it. */
  holdsBody = false;
  holdsBlock = false;
  /** Class and id as the rules read them, once asked for. */
  words: string | null = null;
  /** The elements below, once asked for: a page is walked many times, and stays as it was parsed. */
  below: readonly PageElement[] | null = null;
  constructor(
    readonly name: string,
    readonly attributes: Readonly<Record<string, string>>,
    readonly parent: PageElement | null,
  ) {}
}

export type PageNode = PageText | PageElement;

/** Whether `node` is `ancestor` or stands inside it. */
export function isWithin(node: PageElement, ancestor: PageElement): boolean {
  for (let at: PageElement | null = node; at; at = at.parent) if (at === ancestor) return true;
  return false;
}

/** The smallest element that holds all of `elements`; null for none. */
export function commonAncestor(elements: readonly PageElement[]): PageElement | null {
  let shared: PageElement | null = elements[0] ?? null;
  for (const element of elements) while (shared && !isWithin(element, shared)) shared = shared.parent;
  return shared;
}

/** Every element below `root` in document order, dropped ones included. Call it for a tree that is whole. */
export function elementsOf(root: PageElement): readonly PageElement[] {
  root.below ??= findElements(root, () => true);
  return root.below;
}

/** The elements of `root` that `accepts` takes, at most `limit` of them. */
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
