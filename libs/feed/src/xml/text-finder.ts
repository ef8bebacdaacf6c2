/**
 * Finds strings in a text that is read from front to back. A found position is kept, so the text is searched
 * once for each string, however often it is asked for.
 */
export class TextFinder {
  private readonly places = new Map<string, number>();

  constructor(private readonly text: string) {}

  /**
   * Position of the next `needle` at or after `from`; the end of the text if there is none. `from` must not
   * go back.
   */
  next(needle: string, from: number): number {
    const known = this.places.get(needle);
    if (known !== undefined && known >= from) return known;
    const found = this.text.indexOf(needle, from);
    const place = found < 0 ? this.text.length : found;
    this.places.set(needle, place);
    return place;
  }

  /** The next start tag (`<name`) or end tag (`</name`) of exactly this name. */
  nextTag(opening: '<' | '</', tag: string, from: number): number {
    if (this.places.size > MAX_NEEDLES) return this.text.length;
    let place = this.next(opening + tag, from);
    while (place < this.text.length && !isNameEnd(this.text.charCodeAt(place + opening.length + tag.length)))
      place = this.next(opening + tag, place + 1);
    return place;
  }
}

/**
 * A document that is not an attack has far fewer damaged elements. Each one costs a search through the text.
 */
const MAX_NEEDLES = 200;

/** White space, `/`, `>`, `<` or the end of the text. */
export function isNameEnd(code: number): boolean {
  return code <= 0x20 || code === 0x2f || code === 0x3e || code === 0x3c || Number.isNaN(code);
}
