import { judgeBody } from './body/judge-body.js';
import { chooseBody } from './body/choose-body.js';
import { writeBodyHtml } from './body/write-body-html.js';
import type { ExtractedArticle, PageInput } from './extracted-article.js';
import { Provenance } from './fields/provenance.js';
import { findCorrections } from './fields/find-corrections.js';
import { orderArticles } from './fields/order-articles.js';
import type { PageContext } from './fields/page-context.js';
import { readAuthors } from './fields/authors/read-authors.js';
import { readDates } from './fields/dates/read-dates.js';
import { readDescription } from './fields/read-description.js';
import { readEntryFacts } from './fields/read-entry-facts.js';
import { readHeadline } from './fields/headline/read-headline.js';
import { readImages } from './fields/images/read-images.js';
import { readLanguage } from './fields/read-language.js';
import { readMedia } from './fields/read-media.js';
import { printedSiteName, readPublisher } from './fields/read-publisher.js';
import { readRights } from './fields/read-rights.js';
import { readSubjects } from './fields/read-subjects.js';
import { readKeywords, readSections } from './fields/topics.js';
import { readType } from './fields/read-type.js';
import { readAmpUrl, readCanonicalUrl } from './fields/declared-urls.js';
import { findMediaId } from './lines/media-id.js';
import type { PageElement } from './page/page-tree.js';
import { readSignals } from './page/read-signals.js';
import { findPublisherRule, isChromeLine } from './publishers/find-publisher-rule.js';
import { stripTags } from './text/strip-tags.js';
import { countCharacters, countSentences, countWords } from './text/count-words.js';
import { classifyPage, type ReadPage } from './page-type/classify-page.js';
import type { Measures } from './page-type/page-measures.types.js';
import { measurePage } from './page-type/measure-page.js';
import { readPosts } from './fields/read-posts.js';

/** A selector of one class. */
const ONE_CLASS = /^[a-z0-9]{0,20}\.([\w-]{1,100})$/i;
const MOST_PARTS = 20;

/** An article without the fields that `extractArticle` adds: charset and the extractor's name. */
export type ArticleReading = Omit<ExtractedArticle, 'charset' | 'extractor'>;

/** The article, with the measures that the models read of its page. */
export interface MeasuredReading {
  reading: ArticleReading;
  measures: Measures;
}

/** Reads the tree of a page: its signals first, then the body, then every field with its provenance. */
export function readArticle(root: PageElement, page: PageInput): MeasuredReading {
  const context = readContext(root, page);
  const { signals, articles, rule, provenance } = context;
  const headlines = readHeadline(context);
  const description = readDescription(context);
  const rights = readRights(context);
  const lead = chooseBody(signals.body, {
    headline: headlines.headline,
    description,
    linkedBody: longestBody(articles),
    paywalled: paywalledClasses(articles),
    isChromeLine: (line) => isChromeLine(rule, line),
    witnesses: [headlines.headline ?? '', description ?? '', stripTags(context.feed?.summary ?? '')],
    isAccessibleForFree: rights.isAccessibleForFree,
  });
  const articleBody = lead.text;
  if (articleBody !== '') provenance.fields['articleBody'] = lead.provenance;
  const languages = readLanguage(context, articleBody);
  const mediaId = lead.mediaId ?? findMediaId(signals.body);
  const reading = {
    type: readType(articles, provenance),
    ...headlines,
    description,
    articleBody,
    articleBodyHtml: lead.lines.length > 0 ? writeBodyHtml(lead.lines, page.url) : null,
    bodyConfidence: lead.confidence,
    bodyFlags: lead.flags,
    liveBlogUpdate: readPosts(context),
    wordCount: countWords(articleBody, languages.inLanguage),
    sentenceCount: countSentences(articleBody, languages.inLanguage),
    charCount: countCharacters(articleBody),
    articleSection: readSections(context),
    keywords: readKeywords(context),
    ...readAuthors(context),
    dateline: provenance.choose(
      'dateline',
      lead.dateline ? { source: 'text', value: lead.dateline } : undefined,
    ),
    ...readDates(context),
    ...languages,
    image: readImages(context, { caption: lead.caption, mediaId, story: lead.lines }),
    associatedMedia: readMedia(context),
    ...readEntryFacts(context),
    ...readSubjects(context),
    publisher: readPublisher(context),
    canonicalUrl: readCanonicalUrl(context),
    ampUrl: readAmpUrl(context),
    mediaId,
    ...rights,
    correction: findCorrections(
      context,
      lead.lines.map(({ text }) => text),
    ),
    provenance: provenance.fields,
  };
  const measures = measurePage(context, reading, lead);
  const pageType = pageTypeOf(context, { ...reading, measures, isNamed: page.isNamed ?? false });
  const { confidence, flags } = judgeBody(measures, lead);
  return { reading: { ...reading, ...pageType, bodyConfidence: confidence, bodyFlags: flags }, measures };
}

function pageTypeOf(
  { signals, provenance }: PageContext,
  read: Omit<ReadPage, 'signals' | 'posts'> & Pick<ArticleReading, 'liveBlogUpdate'>,
): Pick<ArticleReading, 'pageType'> {
  const found = classifyPage({ ...read, signals, posts: read.liveBlogUpdate.length });
  return { pageType: provenance.chooseFirst('pageType', found) ?? 'article' };
}

function readContext(root: PageElement, page: PageInput): PageContext {
  const signals = readSignals(root);
  return {
    signals,
    articles: orderArticles(signals.linked.articles, page.url, signals.title),
    url: page.url,
    feed: page.feed ?? null,
    fetchedAt: page.fetchedAt ?? null,
    links: page.links ?? null,
    rule: findPublisherRule(page.url, printedSiteName(signals)),
    provenance: new Provenance(),
  };
}

/** Classes in the selectors of the parts that JSON-LD marks as not free (`hasPart.cssSelector`). */
function paywalledClasses(articles: PageContext['articles']): ReadonlySet<string> {
  const parts = articles.flatMap(({ hasPart }) =>
    Array.isArray(hasPart) ? (hasPart as unknown[]) : [hasPart],
  );
  const selectors = parts.slice(0, MOST_PARTS).flatMap((part) => {
    const selector = (part as { cssSelector?: unknown } | null | undefined)?.cssSelector;
    return Array.isArray(selector) ? (selector as unknown[]) : [selector];
  });
  const classes = selectors.flatMap((selector) =>
    typeof selector === 'string'
      ? selector.split(',', MOST_PARTS).map((one) => ONE_CLASS.exec(one.trim())?.[1] ?? '')
      : [],
  );
  return new Set(classes.filter(Boolean));
}

function longestBody(articles: PageContext['articles']): string {
  const bodies = articles.map(({ articleBody }) => (typeof articleBody === 'string' ? articleBody : ''));
  return bodies.reduce((longest, body) => (body.length > longest.length ? body : longest), '');
}
