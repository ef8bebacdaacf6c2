import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

/** Receives the tags and texts of a fragment in order, with their positions. */
export interface HtmlSink {
  /** `name` is in lower case; the range is from `<` to after `>`. */
  open?(name: string, from: number, to: number): void;
  close?(name: string): void;
  text?(text: string): void;
}

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

/**
 * Reads HTML without a stack of open elements, because a parser's stack needs minutes for 200,000 nested
 * tags. `decode` chooses decoded text. Linear in the fragment.
 */
export function scanHtml(html: string, sink: HtmlSink, decode: boolean): void {
  let name = '';
  let from = 0;
  const opened = (end: number): void => sink.open?.(name, from, end + 1);
  const callbacks: TokenizerCallbacks = {
    onopentagname(start, end) {
      name = html.slice(start, end).toLowerCase();
      from = start - 1;
    },
    onopentagend: opened,
    onselfclosingtag: opened,
    onclosetag: (start, end) => sink.close?.(html.slice(start, end).toLowerCase()),
    ontext: (start, end) => sink.text?.(html.slice(start, end)),
    ontextentity: (code) => sink.text?.(String.fromCodePoint(code)),
    oncdata: () => undefined,
    oncomment: () => undefined,
    ondeclaration: () => undefined,
    onprocessinginstruction: () => undefined,
    onattribname: () => undefined,
    onattribdata: () => undefined,
    onattribentity: () => undefined,
    onattribend: () => undefined,
    onend: () => undefined,
  };
  const tokenizer = new Tokenizer({ xmlMode: false, decodeEntities: decode }, callbacks);
  tokenizer.write(html);
  tokenizer.end();
}

/**
 * Whether elements are nested deeper than `limit`. An element that is never closed, or closed out of order,
 * counts as open.
 */
export function isDeeperThan(limit: number, html: string): boolean {
  const open: string[] = [];
  let isDeep = false;
  scanHtml(
    html,
    {
      open(name) {
        if (!VOID.has(name) && open.length <= limit) isDeep ||= open.push(name) > limit;
      },
      close(name) {
        if (open.at(-1) === name) open.pop();
      },
    },
    false,
  );
  return isDeep;
}
