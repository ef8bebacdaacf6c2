import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractArticle, type ExtractedArticle } from '@dateline/extraction';
import { judgeCase, type CaseResult, type Verdict } from './verdict.ts';

/** What an article must say. Texts are compared without case and punctuation. */
export interface PageExpectation {
  /** Passages of the body. */
  has?: string[];
  hasnot?: string[];
  /** Each passage of `has` stands in the body exactly once. */
  once?: boolean | number;
  headline?: string | null;
  authors?: string[];
  /** Day on the publisher's own calendar. */
  date?: string | null;
  /** Address of the lead image. */
  image?: string | null;
  /** Part of an address that is not the lead image's. */
  imagenot?: string;
}

/** A saved page, `<slug>.html`, and what must be read from it. */
export interface PageCase {
  url: string;
  expected: PageExpectation;
}

type Check = (article: ExtractedArticle, expected: PageExpectation) => string[];

const FETCHED_AT = '2026-11-30T00:00:00Z';

const CHECKS: Record<keyof PageExpectation, Check> = {
  has: ({ articleBody }, { has = [] }) =>
    has.flatMap((text) => (countOf(text, articleBody) > 0 ? [] : [`body lacks "${excerptOf(text)}"`])),
  hasnot: ({ articleBody }, { hasnot = [] }) =>
    hasnot.flatMap((text) =>
      printed(articleBody).includes(printed(text)) ? [`body has "${excerptOf(text)}"`] : [],
    ),
  once: ({ articleBody }, { has = [], once }) =>
    once
      ? has.flatMap((text) => (countOf(text, articleBody) === 1 ? [] : [`not once: "${excerptOf(text)}"`]))
      : [],
  headline: (article, { headline }) =>
    plain(article.headline) === plain(headline) ? [] : [`headline ${JSON.stringify(article.headline)}`],
  authors: ({ author }, { authors = [] }) => {
    const names = author.map(({ name }) => name);
    return plain(names.join('|')) === plain(authors.join('|')) ? [] : [`authors ${JSON.stringify(names)}`];
  },
  date: (article, { date }) => {
    const day = dayOf(article);
    return day === date ? [] : [`date ${String(day)}`];
  },
  image: (article, { image }) => (imageOf(article) === image ? [] : [`image ${String(imageOf(article))}`]),
  imagenot: (article, { imagenot = '' }) =>
    imageOf(article)?.includes(imagenot) ? [`image ${String(imageOf(article))}`] : [],
};

/** Judges the cases of a folder of pages in the order of their index. */
export async function* judgePageCases(
  folder: string,
  cases: Readonly<Record<string, PageCase>>,
): AsyncGenerator<CaseResult> {
  for (const [slug, page] of Object.entries(cases)) {
    yield await judgeCase(slug, page.expected, () => {
      const { url, expected } = page;
      const bytes = readFileSync(join(folder, `${slug}.html`));
      return judgeArticle(extractArticle({ bytes, url, contentType: null, fetchedAt: FETCHED_AT }), expected);
    });
  }
}

function judgeArticle(article: ExtractedArticle, expected: PageExpectation): Verdict {
  const names = Object.keys(expected);
  if (names.length === 0) throw new Error('nothing is expected');
  const faults = names.flatMap((name) =>
    isExpectation(name) ? CHECKS[name](article, expected) : [`unknown kind of expectation: ${name}`],
  );
  return { got: faults.length === 0 ? 'as expected' : faults.join('; '), passed: faults.length === 0 };
}

const isExpectation = (name: string): name is keyof PageExpectation => Object.hasOwn(CHECKS, name);

const plain = (text: string | null | undefined): string =>
  (text ?? '')
    .normalize('NFKC')
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()
    .toLowerCase();

/** With its punctuation: "(END)" is not the "end" of a sentence. */
const printed = (text: string | null): string =>
  (text ?? '').normalize('NFKC').replace(/\s+/gu, ' ').toLowerCase();

const countOf = (passage: string, body: string | null): number =>
  plain(body).split(plain(passage)).length - 1;

const excerptOf = (text: string): string => text.slice(0, 50);

const imageOf = ({ image }: ExtractedArticle): string | null | undefined => image[0]?.url;

function dayOf({ datePublished, datePublishedZone }: ExtractedArticle): string | null {
  if (datePublished === null || datePublishedZone === null) return datePublished?.slice(0, 10) ?? null;
  const [hours = 0, minutes = 0] = datePublishedZone.slice(1).split(':').map(Number);
  const offset = (hours * 60 + minutes) * (datePublishedZone.startsWith('-') ? -1 : 1);
  return new Date(Date.parse(datePublished) + offset * 60_000).toISOString().slice(0, 10);
}
