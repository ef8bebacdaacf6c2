import type { ChosenBody } from '../body/choose-body.js';
import { compareBody } from './compare-body.js';
import type { PageContext } from '../fields/page-context.js';
import { metaOf, type PageSignals } from '../page/read-signals.js';
import { textOf } from '../page/text-of.js';
import { matchKey } from '../text/match-key.js';
import { countElements } from './count-elements.js';
import { describeText } from './describe-text.js';
import type { Measures, ReadFields } from './page-measures.types.js';
import { readAddress } from './read-address.js';
import { SCHEMA_WORDS } from './schema-words.js';
import { KIND_WORDS } from './kind-words.js';

const SCHEMA = Object.entries(SCHEMA_WORDS).map(([kind, words]) => [kind, words.split(' ')] as const);
const OG_TYPES = ['article', 'website', 'product', 'video', 'profile', 'blog'];
const GENERATORS: Readonly<Record<string, RegExp>> = {
  wordpress: /wordpress|elementor|yoast|woocommerce/i,
  docs: /docusaurus|sphinx|mkdocs|gitbook|hugo|jekyll|vitepress|doxygen/i,
  forum: /discourse|phpbb|vbulletin|xenforo|invision|flarum/i,
  shop: /shopify|magento|prestashop|shopware|woocommerce/i,
};
const KIND_OF_BODY = Object.entries(KIND_WORDS).map(
  ([kind, words]) => [kind, new Set(words.split(' '))] as const,
);

/** Computes all measures of a page that the models read. `lines` are the blocks of the chosen body. */
export function measurePage(
  context: PageContext,
  fields: ReadFields,
  body: Pick<ChosenBody, 'lines' | 'confidence' | 'flags'>,
): Measures {
  const { lines } = body;
  const counted = countElements(context.signals.root, new Set(lines.map(({ element }) => element)));
  const text = describeText(lines, fields.articleBody ?? '');
  return {
    ...counted,
    ...text,
    ...ofPage(context, fields),
    ...compareBody(context, fields, body, { ...counted, ...text }),
  };
}

function ofPage(context: PageContext, fields: ReadFields): Measures {
  const { signals, url, provenance } = context;
  const sourceOf = (field: string): string => provenance.fields[field]?.source ?? '';
  return {
    ...readAddress(url),
    ...declared(signals),
    ...ofHeadline(signals, fields),
    authors: fields.author.length,
    authorLinked: Number(sourceOf('author') === 'json-ld'),
    byline: Number(fields.byline !== null),
    dated: Number(fields.datePublished !== null),
    datedByMachine: Number(/^(?:json-ld|meta)/.test(sourceOf('datePublished'))),
    datedByUrl: Number(sourceOf('datePublished') === 'url'),
    datedByText: Number(sourceOf('datePublished') === 'text'),
    datedByTime: Number(sourceOf('datePublished') === 'time'),
    exactTime: Number(
      fields.datePublishedPrecision === 'second' || fields.datePublishedPrecision === 'minute',
    ),
    dateline: Number(fields.dateline !== null),
    description: fields.description?.length ?? 0,
    images: fields.image.length,
    captions: fields.image.filter(({ caption }) => caption !== null).length,
    keywords: fields.keywords.length,
    sections: fields.articleSection.length,
    h1s: signals.h1s.length,
    times: signals.times.length,
    dateElements: signals.dateElements.length,
    bylines: signals.bylineElements.length,
    isRootCanonical: Number(isRoot(signals.links.get('canonical') ?? url)),
  };
}

function declared(signals: PageSignals): Measures {
  const { types } = signals.linked;
  const ogType = metaOf(signals, 'og:type')?.toLowerCase() ?? 'none';
  const generator = metaOf(signals, 'generator') ?? '';
  const names = `${classesOf(signals)} `.split(/[\s_-]+/);
  return {
    ...Object.fromEntries(
      SCHEMA.map(([kind, names]) => [
        `schema:${kind}`,
        names.reduce((sum, name) => sum + (types.get(name) ?? 0), 0),
      ]),
    ),
    schemaNone: Number(types.size === 0),
    ...Object.fromEntries(OG_TYPES.map((type) => [`og:${type}`, Number(ogType.includes(type))])),
    ogNone: Number(ogType === 'none'),
    ...Object.fromEntries(
      Object.entries(GENERATORS).map(([kind, pattern]) => [
        `generator:${kind}`,
        Number(pattern.test(generator)),
      ]),
    ),
    ...Object.fromEntries(
      KIND_OF_BODY.map(([kind, words]) => [`body.${kind}`, names.filter((name) => words.has(name)).length]),
    ),
    metaPublished: Number(
      metaOf(signals, 'article:published_time', 'datepublished', 'date', 'dc.date') !== null,
    ),
    metaAuthor: Number(metaOf(signals, 'author', 'article:author') !== null),
    metaPrice: Number(metaOf(signals, 'product:price:amount', 'og:price:amount', 'price') !== null),
    metaSection: Number(metaOf(signals, 'article:section', 'article:tag') !== null),
    metas: signals.metas.size,
    hasFeedLink: Number(signals.links.has('alternate')),
    hasPrevNext: Number(signals.links.has('next') || signals.links.has('prev')),
    hasAmp: Number(signals.links.has('amphtml')),
  };
}

function classesOf({ body }: PageSignals): string {
  return `${body.attributes['class'] ?? ''} ${body.attributes['id'] ?? ''}`.slice(0, 2000).toLowerCase();
}

function ofHeadline({ title, h1s }: PageSignals, { headline, description }: ReadFields): Measures {
  const key = matchKey(headline ?? '');
  const h1 = h1s[0] ? matchKey(textOf(h1s[0], 500)) : '';
  return {
    headlineWords: key === '' ? 0 : key.split(' ').length,
    titleWords: title.split(' ').length,
    h1Words: h1 === '' ? 0 : h1.split(' ').length,
    h1IsHeadline: Number(h1 !== '' && h1 === key),
    headlineInDescription: Number(key !== '' && matchKey(description ?? '').startsWith(key)),
    titleIsQuestion: Number(title.includes('?')),
    titleDigits: (title.match(/\d/g) ?? []).length,
  };
}

function isRoot(url: string | null): boolean {
  return url !== null && /^https?:\/\/[^/]+\/?(?:[?#]|$)/i.test(url);
}
