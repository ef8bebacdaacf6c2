import type { ContentLocation, ParsedArticle, Provider, Subject } from '@dateline/contracts';
import { isObject, typesOf, valuesOf, type JsonObject } from '../json-ld/read-json-ld.js';
import { metaOf } from '../page/read-signals.js';
import { matchKey } from '../text/match-key.js';
import { stripTags } from '../text/strip-tags.js';
import { present } from './provenance.js';
import type { PageContext } from './page-context.js';
import { absoluteUrl } from './page-urls.js';

export type Subjects = Required<Pick<ParsedArticle, 'genre' | 'about' | 'contentLocation' | 'provider'>>;

const LONGEST_NAME = 200;
const MOST_VALUES = 50;

/** What the publisher states about the report beside its topics: genre, subjects, places and provider. */
export function readSubjects(context: PageContext): Subjects {
  const { articles, signals, url, provenance } = context;
  const ofArticles = (key: string): unknown[] =>
    articles.flatMap((article) => valuesOf(article, key, signals.linked));
  const linkedGenre = namesOf(ofArticles('genre'));
  const metaGenre = namesOf([metaOf(signals, 'genre')]);
  const genres = [
    { source: 'json-ld', value: linkedGenre },
    { source: 'meta:genre', value: metaGenre },
  ].filter(({ value }) => value.length > 0);
  const about = distinct(ofArticles('about').flatMap((value) => subjectOf(value, url)));
  const places = distinct(
    [...ofArticles('contentLocation'), ...ofArticles('spatialCoverage')].flatMap(placeOf),
  );
  const providers = present<Provider>(
    ['provider', 'sourceOrganization'].flatMap((key) =>
      ofArticles(key).map((value) => ({
        source: key === 'provider' ? 'json-ld' : `json-ld:${key}`,
        value: providerOf(value, url),
      })),
    ),
  );
  if (about.length > 0) provenance.choose('about', { source: 'json-ld', value: about });
  if (places.length > 0) provenance.choose('contentLocation', { source: 'json-ld', value: places });
  return {
    genre: provenance.chooseFirst('genre', genres) ?? [],
    about,
    contentLocation: places,
    provider: provenance.chooseFirst('provider', providers),
  };
}

function namesOf(values: readonly unknown[]): string[] {
  return distinct(values.flatMap((value) => nameOf(value) ?? []).map((name) => ({ name }))).map(
    ({ name }) => name,
  );
}

function subjectOf(value: unknown, base: string | null): Subject[] {
  const name = nameOf(value);
  if (name === null) return [];
  if (!isObject(value)) return [{ name, type: null, url: null }];
  return [{ name, type: typesOf(value)[0] ?? null, url: identityOf(value, base) }];
}

/** An identifier that is valid beyond this page comes first. */
function identityOf(node: JsonObject, base: string | null): string | null {
  const same: unknown = node['sameAs'];
  const first: unknown = Array.isArray(same) ? same[0] : same;
  return absoluteUrl(first, base) ?? absoluteUrl(node['url'], base) ?? absoluteUrl(node['@id'], null);
}

function placeOf(value: unknown): ContentLocation[] {
  const name = nameOf(value) ?? (isObject(value) ? addressOf(value['address']) : null);
  if (name === null) return [];
  const geo = isObject(value) && isObject(value['geo']) ? value['geo'] : {};
  return [{ name, latitude: degrees(geo['latitude'], 90), longitude: degrees(geo['longitude'], 180) }];
}

function addressOf(value: unknown): string | null {
  if (!isObject(value)) return asText(value);
  const country = value['addressCountry'];
  const parts = [
    value['addressLocality'],
    value['addressRegion'],
    isObject(country) ? country['name'] : country,
  ];
  return parts.flatMap((part) => asText(part) ?? []).join(', ') || null;
}

function degrees(value: unknown, limit: number): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Math.abs(number) <= limit ? number : null;
}

function providerOf(value: unknown, base: string | null): Provider | null {
  const name = nameOf(value);
  return name === null ? null : { name, url: isObject(value) ? identityOf(value, base) : null };
}

function nameOf(value: unknown): string | null {
  return asText(isObject(value) ? value['name'] : value);
}

function asText(value: unknown): string | null {
  const text = typeof value === 'string' ? stripTags(value) : '';
  return text !== '' && text.length <= LONGEST_NAME ? text : null;
}

function distinct<T extends { name: string }>(things: readonly T[]): T[] {
  const known = new Map<string, T>();
  for (const thing of things) if (!known.has(matchKey(thing.name))) known.set(matchKey(thing.name), thing);
  return [...known.values()].slice(0, MOST_VALUES);
}
