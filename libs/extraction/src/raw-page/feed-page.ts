import { Buffer } from 'node:buffer';
import { collapseSpace } from '../text/collapse-space.js';

const MARKUP = /<[a-z!/]/i;
const LANGUAGE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

/**
 * Lays out the content of a feed entry (UTF-8, HTML or plain text) as a page, so that one set of rules reads
 * both. Title, date and authors still come from the feed.
 */
export function feedPage(content: Uint8Array, language: string | null): Uint8Array {
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('utf8');
  const body = MARKUP.test(text) ? text : paragraphsOf(text);
  const lang = language !== null && LANGUAGE.test(language) ? ` lang="${language}"` : '';
  const page = `<!doctype html><html${lang}><head><meta charset="utf-8"></head><body><article>${body}</article></body></html>`;
  return Buffer.from(page, 'utf8');
}

function paragraphsOf(text: string): string {
  const paragraphs = text.split(/\r?\n/).map(collapseSpace).filter(Boolean);
  return paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('');
}
