/** Name and value of an attribute, as the standard's prescan reads them: a quote that never ends takes everything along. */
const ATTRIBUTE =
  /[\t\n\f\r /]*([^\t\n\f\r /=>][^\t\n\f\r />=]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|(?!["'])([^\t\n\f\r >]*)))?/y;
const END_OF_TAG = /[\t\n\f\r /]*>/y;
const TAG = /<\/?([a-z][^\t\n\f\r />]*)/iy;
/** "Extracting a character encoding from a meta element". */
const CHARSET_IN_CONTENT =
  /charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"|'([^']*)'|(?!["'])([^\t\n\f\r ;]+))/i;

/**
 * The labels of the `meta` elements that declare a charset, in their order, by the prescan of the HTML Standard (section 13.2.3.2): `charset`,
 * or `content` beside `http-equiv=content-type`. What the text cuts off declares nothing. Linear.
 */
export function readDeclaredLabels(head: string): string[] {
  const labels: string[] = [];
  for (let at = head.indexOf('<'); at >= 0; at = head.indexOf('<', at)) {
    TAG.lastIndex = at;
    const tag = TAG.exec(head);
    if (tag === null) {
      at = endOfOther(head, at);
      continue;
    }
    const read = readAttributes(head, TAG.lastIndex);
    if (read === null) break;
    const label = tag[0].toLowerCase() === '<meta' ? labelOf(read.attributes) : null;
    if (label !== null) labels.push(label);
    at = read.end;
  }
  return labels;
}

/** The position behind a comment, a declaration or an instruction. */
function endOfOther(head: string, at: number): number {
  if (!/[!/?]/.test(head[at + 1] ?? '')) return at + 1;
  const isComment = head.startsWith('<!--', at);
  const end = isComment ? head.indexOf('-->', at + 2) : head.indexOf('>', at + 1);
  return end < 0 ? head.length : end + 1;
}

type Attributes = ReadonlyMap<string, string>;

/** Null when the text ends within the tag. */
function readAttributes(head: string, from: number): { attributes: Attributes; end: number } | null {
  const attributes = new Map<string, string>();
  for (let at = from; ;) {
    END_OF_TAG.lastIndex = at;
    if (END_OF_TAG.test(head)) return { attributes, end: END_OF_TAG.lastIndex };
    ATTRIBUTE.lastIndex = at;
    const [whole, name = '', ...values] = ATTRIBUTE.exec(head) ?? [];
    if (whole === undefined || ATTRIBUTE.lastIndex >= head.length || isUnclosed(head, ATTRIBUTE.lastIndex))
      return null;
    at = ATTRIBUTE.lastIndex;
    const value = values.find((found) => found !== undefined) ?? '';
    if (!attributes.has(name.toLowerCase())) attributes.set(name.toLowerCase(), value.toLowerCase());
  }
}

const isUnclosed = (head: string, at: number): boolean => /^[\t\n\f\r ]*=/.test(head.slice(at, at + 20));

function labelOf(attributes: Attributes): string | null {
  const charset = attributes.get('charset');
  if (charset !== undefined) return charset;
  if (attributes.get('http-equiv') !== 'content-type') return null;
  const [, ...labels] = CHARSET_IN_CONTENT.exec(attributes.get('content') ?? '') ?? [];
  return labels.find((label) => label !== undefined) ?? null;
}
