import { decodePage, extractArticle, readDate } from '@dateline/extraction';
import { decodeFeed, readFeedDate } from '@dateline/feed';
import { verdictOf, type Verdict } from './verdict.ts';

interface EncodedText {
  bytesBase64: string;
  contentType: string | null;
  expected: { textContains: string };
}

/** The decoded page holds the expected words. */
export function judgeCharsetOfPage({ bytesBase64, contentType, expected }: EncodedText): Verdict {
  return judgeText(decodePage(Buffer.from(bytesBase64, 'base64'), contentType), expected.textContains);
}

/** The decoded feed holds the expected words. */
export function judgeCharsetOfFeed({ bytesBase64, contentType, expected }: EncodedText): Verdict {
  return judgeText(decodeFeed(Buffer.from(bytesBase64, 'base64'), contentType), expected.textContains);
}

function judgeText({ charset, text }: { charset: string; text: string }, words: string): Verdict {
  const start = text
    .replace(/<[^>]*>/g, ' ')
    .trim()
    .slice(0, 50);
  return { got: `${charset}: ${start}`, passed: text.includes(words) };
}

/** The language of the record. */
export function judgeLanguage({
  html,
  url,
  expected,
}: {
  html: string;
  url: string;
  expected: { inLanguage: string };
}): Verdict {
  const page = { bytes: Buffer.from(html), url, contentType: 'text/html; charset=utf-8' };
  return verdictOf(expected, { inLanguage: extractArticle(page).inLanguage });
}

/** The date begins as expected: a day, or a day and a time. */
export function judgeDateInText({
  reader,
  text,
  expected,
}: {
  reader: string;
  text: string;
  expected: string;
}): Verdict {
  const got = dateBy(reader, text);
  return { got, passed: String(got).startsWith(expected) };
}

function dateBy(reader: string, text: string): string | null {
  if (reader === 'page') return readDate(text)?.iso ?? null;
  if (reader === 'feed') return readFeedDate(text)?.toISOString() ?? null;
  throw new Error(`unknown kind of case: reader ${reader}`);
}
