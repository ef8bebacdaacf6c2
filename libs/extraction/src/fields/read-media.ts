import type { MediaFile } from '@dateline/contracts';
import { readDate } from '@dateline/dates';
import { isObject, typesOf, valuesOf, type JsonObject } from '../json-ld/read-json-ld.js';
import { metaOf } from '../page/read-signals.js';
import { stripTags } from '../text/strip-tags.js';
import type { Candidate } from './provenance.js';
import type { PageContext } from './page-context.js';
import { absoluteUrl } from './page-urls.js';

const MEDIA_KEYS = ['video', 'audio', 'associatedMedia', 'encoding'];
const MOST_FILES = 20;
/** ISO 8601 duration without years and months, because these have no fixed length. */
const DURATION = /^P(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,7}(?:\.\d{1,6})?)S)?)?$/i;

/**
 * Reads audio and video: what the feed entry encloses, then JSON-LD, then Open Graph. Each address occurs
 * once, with the facts from all sources.
 */
export function readMedia(context: PageContext): MediaFile[] {
  const candidates = [...ofFeed(context), ...ofJsonLd(context), ...ofOpenGraph(context)];
  const files = new Map<string, MediaFile>();
  for (const { value } of candidates) {
    const known = files.get(value.url);
    if (known) files.set(value.url, withMissing(known, value));
    else if (files.size < MOST_FILES) files.set(value.url, value);
  }
  const media = [...files.values()];
  const [first] = candidates;
  if (first) context.provenance.choose('associatedMedia', { source: first.source, value: media });
  return media;
}

function ofFeed({ feed }: PageContext): Candidate<MediaFile>[] {
  return (feed?.media ?? []).map((value) => ({ source: 'feed', value }));
}

function ofJsonLd({ signals, articles, url }: PageContext): Candidate<MediaFile>[] {
  const named = articles.flatMap((article) =>
    MEDIA_KEYS.flatMap((key) =>
      valuesOf(article, key, signals.linked).flatMap((value) => {
        const kind = key === 'video' || key === 'audio' ? key : null;
        return linkedFile(value, kind, url);
      }),
    ),
  );
  const alone = signals.linked.media.flatMap((node) => linkedFile(node, null, url));
  return [...named, ...alone].map((value) => ({ source: 'json-ld', value }));
}

function linkedFile(value: unknown, kind: 'audio' | 'video' | null, base: string | null): MediaFile[] {
  if (!isObject(value)) {
    const url = kind === null ? null : absoluteUrl(value, base);
    return url === null ? [] : [{ url, type: null, bytes: null, kind }];
  }
  const stated = kindOf(value) ?? kind;
  const embedUrl = absoluteUrl(value['embedUrl'] ?? value['embedURL'], base);
  const url =
    absoluteUrl(value['contentUrl'] ?? value['contentURL'], base) ??
    embedUrl ??
    absoluteUrl(value['url'], base);
  if (stated === null || url === null) return [];
  return [
    {
      url,
      type: text(value['encodingFormat']),
      bytes: bytesOf(value['contentSize']),
      kind: stated,
      name: text(value['name']) ?? text(value['headline']),
      seconds: secondsOf(value['duration']),
      embedUrl,
      thumbnailUrl: absoluteUrl(thumbnailOf(value), base),
      datePublished: instantOf(value['uploadDate'] ?? value['datePublished']),
    },
  ];
}

function kindOf(node: JsonObject): 'audio' | 'video' | null {
  const types = typesOf(node);
  if (types.includes('VideoObject')) return 'video';
  return types.includes('AudioObject') || types.includes('PodcastEpisode') ? 'audio' : null;
}

function thumbnailOf(node: JsonObject): unknown {
  const stated: unknown = node['thumbnailUrl'] ?? node['thumbnail'];
  const first: unknown = Array.isArray(stated) ? stated[0] : stated;
  return isObject(first) ? (first['contentUrl'] ?? first['url']) : first;
}

/** The file or player that Open Graph declares for sharing the page. */
function ofOpenGraph({ signals, url }: PageContext): Candidate<MediaFile>[] {
  return (['video', 'audio'] as const).flatMap((kind) => {
    const key = `og:${kind}`;
    const address = absoluteUrl(metaOf(signals, `${key}:secure_url`, `${key}:url`, key), url);
    if (address === null) return [];
    const seconds = secondsOf(metaOf(signals, `${key}:duration`, 'video:duration'));
    const value = { url: address, type: metaOf(signals, `${key}:type`), bytes: null, kind, seconds };
    return [{ source: `meta:${key}`, value }];
  });
}

function withMissing(known: MediaFile, more: MediaFile): MediaFile {
  const told = Object.entries(known).filter(([, value]) => value !== null && value !== undefined);
  return { ...more, ...Object.fromEntries(told) } as MediaFile;
}

function secondsOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) && value > 0 ? value : null;
  if (typeof value !== 'string' || value.length > 40) return null;
  if (/^\d{1,6}$/.test(value)) return Number(value) || null;
  const match = DURATION.exec(value.trim());
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = (match ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0));
  return days * 86_400 + hours * 3600 + minutes * 60 + seconds || null;
}

/** "12.5 MB" states no length in bytes. */
function bytesOf(value: unknown): number | null {
  const digits = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

function instantOf(value: unknown): string | null {
  const iso = typeof value === 'string' ? (readDate(value)?.iso ?? null) : null;
  return iso === null ? null : new Date(iso).toISOString();
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? stripTags(value) || null : null;
}
