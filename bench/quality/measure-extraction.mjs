#!/usr/bin/env node
// Runs the product's parser over `pages/<id>.html.gz` of a corpus folder (addresses in its index.json) and prints
// {id: record} for the corpus's evaluate.py. Build @dateline/extraction first.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { extractArticle } from '@dateline/extraction';

/** Sets of the corpus whose truth has no dateline field. */
const DATELINE_IS_TEXT = new Set(['zyte', 'fundus', 'wcxb', 'traf']);

const CREDIT_LABEL =
  /^(?:(?:photo(?:graph)?|foto|bild|image|picture|credit|crédits?|source|quelle|fot|copyright)s?(?: by| credit| courtesy of)?\s*[:|/]?\s*|©\s*)+/i;

const folder = process.argv[2];
if (!folder) {
  process.stderr.write('usage: measure-extraction.mjs <folder with index.json and pages/>\n');
  process.exit(2);
}

const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
const records = {};
for (const [id, { set, url }] of Object.entries(index)) {
  const bytes = gunzipSync(readFileSync(join(folder, 'pages', `${id}.html.gz`)));
  try {
    records[id] = toRecord(extractArticle({ bytes, url: url ?? null, contentType: null }), set);
  } catch (error) {
    process.stderr.write(`${id}: ${error.code ?? error.stack}\n`);
    records[id] = {};
  }
}
process.stdout.write(`${JSON.stringify(records)}\n`);

function toRecord(article, set) {
  const [lead] = article.image;
  return {
    headline: article.headline,
    articleBody: bodyFor(set, article),
    authors: article.author.map(({ name }) => name),
    publishedAt: inStatedZone(article),
    canonicalUrl: article.canonicalUrl,
    leadImage: lead
      ? {
          url: lead.url,
          caption: lead.caption,
          credit: restOfCredit(lead),
          creditAgency: lead.creditAgency,
          photographer: lead.creditPhotographer,
        }
      : null,
    publication: article.publisher?.name ?? null,
    mediaId: article.mediaId,
    lang: article.inLanguage,
    datelinePlace: article.dateline?.place ?? null,
  };
}

/**
 * The evaluation parts paragraphs by blank lines. The record keeps a dateline as a field of its own, while the truth of
 * the public benchmarks has none and counts it as the first words of the text: there it is put back as printed.
 */
function bodyFor(set, { articleBody, dateline }) {
  const printed = DATELINE_IS_TEXT.has(set) && dateline ? `${dateline.text} - ${articleBody}` : articleBody;
  return printed.replaceAll('\n', '\n\n');
}

/** What the printed credit says besides agency and photographer: the evaluation joins the three. */
function restOfCredit({ creditText, creditAgency, creditPhotographer }) {
  if (creditText === null) return null;
  const known = new Set(words(`${creditAgency ?? ''} ${creditPhotographer ?? ''}`));
  const rest = words(creditText.replace(CREDIT_LABEL, '')).filter((word) => !known.has(word));
  return rest.length > 0 ? rest.join(' ') : null;
}

function words(text) {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

/** Dates are compared by day: the day on the publisher's own calendar, so the stated offset is put back. */
function inStatedZone({ datePublished, datePublishedZone }) {
  if (datePublished === null || datePublishedZone === null) return datePublished;
  const [hours, minutes] = datePublishedZone.slice(1).split(':').map(Number);
  const offset = (hours * 60 + minutes) * (datePublishedZone.startsWith('-') ? -1 : 1);
  return new Date(Date.parse(datePublished) + offset * 60_000)
    .toISOString()
    .replace(/(?:\.\d+)?Z$/, datePublishedZone);
}
