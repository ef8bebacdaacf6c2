import { collapse } from '../text/html-text.js';
import { scanHtml } from '../text/scan-html.js';

/** What a page says, without an idea of which part of it is an article. */
export interface PageText {
  /** Its title and its first main heading. */
  heading: string;
  /** Its lines, as block elements part them. */
  lines: string[];
}

const INLINE = new Set(
  'a abbr b bdi bdo cite code em font i kbd mark q s small span strong sub sup time u var wbr'.split(' '),
);
const UNREAD = new Set(['script', 'style', 'noscript', 'template', 'svg']);

/** Reads the lines of an HTML page in time that grows with its length. */
export function readPageText(html: string): PageText {
  const lines: string[] = [];
  const headings = new Map<string, string>();
  let [parts, hidden, inside]: [string[], number, string | null] = [[], 0, null];
  const endLine = () => {
    const line = collapse(parts.join(''));
    parts = [];
    if (line === '') return;
    if (inside !== null && !headings.has(inside)) headings.set(inside, line);
    else if (inside !== 'title') lines.push(line);
  };
  const sink = {
    open(name: string) {
      if (!INLINE.has(name)) endLine();
      if (UNREAD.has(name)) hidden += 1;
      if (name === 'title' || name === 'h1') inside = name;
    },
    text(text: string) {
      if (hidden === 0) parts.push(text);
    },
    close(name: string) {
      if (!INLINE.has(name)) endLine();
      if (UNREAD.has(name)) hidden = Math.max(0, hidden - 1);
      if (name === inside) inside = null;
    },
  };
  scanHtml(html, sink, true);
  endLine();
  return { heading: [...headings.values()].join('\n'), lines };
}
