import type { EntryHints, EntrySource, MediaFile } from '@dateline/contracts';
import type { FeedEntry } from '@dateline/feed';

/**
 * In characters. Together they keep an event under its topic's limit, even if each character takes six bytes
 * in JSON.
 */
const LIMITS = {
  entryId: 2_000,
  title: 5_000,
  summary: 30_000,
  contentHtml: 100_000,
  name: 200,
  language: 50,
  url: 2_000,
};
const MAX_LIST = 20;
const MAX_MEDIA = 10;
/** For files whose feed states no type. */
const AUDIO_OR_VIDEO = /\.(?:mp3|m4a|aac|ogg|oga|opus|flac|wav|mp4|m4v|webm|mov)$/i;

/**
 * What the feed says about an entry. A text over its limit is left out, because half a text would be taken
 * for the whole.
 */
export function entryHintsOf(entry: FeedEntry): EntryHints {
  return {
    entryId: within(LIMITS.entryId, entry.id),
    title: within(LIMITS.title, entry.title),
    summary: within(LIMITS.summary, entry.summaryHtml),
    contentHtml: within(LIMITS.contentHtml, entry.contentHtml),
    publishedAt: instant(entry.published),
    ...(entry.publishedPrecision && { publishedPrecision: entry.publishedPrecision }),
    updatedAt: instant(entry.updated),
    authors: names(entry.authors.map(({ name }) => name)),
    categories: names(entry.categories),
    language: within(LIMITS.language, entry.language),
    image: imageOf(entry),
    media: mediaOf(entry),
    commentsUrl: address(entry.commentsUrl),
    originalUrl: address(entry.originalUrl),
    source: sourceOf(entry),
  };
}

function imageOf({ image, imageCredit }: FeedEntry): EntryHints['image'] {
  const url = address(image);
  return url === null ? null : { url, creditText: within(LIMITS.name, imageCredit ?? null) };
}

/** Audio and video files; enclosures before Media RSS, each address once. */
function mediaOf({ enclosures, media }: FeedEntry): MediaFile[] {
  const files = new Map<string, MediaFile>();
  const offered = [
    ...enclosures.map((file) => ({ ...file, medium: null })),
    ...media.map((file) => ({ ...file, length: null })),
  ];
  for (const { url, type, medium, length } of offered) {
    const isMedia =
      /^(?:audio|video)(?:\/|$)/i.test(type ?? medium ?? '') ||
      AUDIO_OR_VIDEO.test(url.split(/[?#]/)[0] ?? '');
    if (isMedia && address(url) !== null && !files.has(url) && files.size < MAX_MEDIA)
      files.set(url, { url, type: within(LIMITS.name, type), bytes: length });
  }
  return [...files.values()];
}

function sourceOf({ source }: FeedEntry): EntrySource | null {
  const title = within(LIMITS.name, source?.title ?? null);
  const url = address(source?.url ?? null) ?? address(source?.feedUrl ?? null);
  return title === null && url === null ? null : { title, url };
}

function address(url: string | null): string | null {
  return url !== null && url.length <= LIMITS.url && /^https?:/i.test(url) && URL.canParse(url) ? url : null;
}

function within(limit: number, text: string | null): string | null {
  return text !== null && text.length <= limit ? text : null;
}

function names(values: readonly (string | null)[]): string[] {
  return values
    .filter((name) => name !== null && name !== '' && name.length <= LIMITS.name)
    .slice(0, MAX_LIST) as string[];
}

function instant(text: string | null): string | null {
  const at = new Date(text ?? Number.NaN);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}
