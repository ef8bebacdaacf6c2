import type { ArticleRecord } from '@dateline/contracts';

/** What a client wants to see; absent: everything. */
export interface StreamFilter {
  /** BCP 47: `en` also finds `en-GB`. */
  language?: string | undefined;
  /** Domain of the publisher. */
  outlet?: string | undefined;
  /** Class of the page. */
  pageType?: string | undefined;
  /** Feeds that have the wanted label. */
  feeds?: ReadonlySet<string> | undefined;
}

type Facts = Pick<ArticleRecord, 'inLanguage' | 'publisher' | 'pageType' | 'feedId'>;

/**
 * Whether a client gets an event. A tombstone (null) goes to all: whoever has the article must forget it, and
 * its record is no longer there to ask.
 */
export function passesFilter(record: Facts | null, filter: StreamFilter): boolean {
  if (record === null) return true;
  const { language, outlet, pageType, feeds } = filter;
  return (
    (language === undefined || speaks(record.inLanguage, language)) &&
    (outlet === undefined || record.publisher?.domain?.toLowerCase() === outlet.toLowerCase()) &&
    (pageType === undefined || record.pageType === pageType) &&
    (feeds === undefined || (record.feedId !== null && feeds.has(record.feedId)))
  );
}

function speaks(inLanguage: string | null, wanted: string): boolean {
  const [tag, range] = [inLanguage?.toLowerCase() ?? '', wanted.toLowerCase()];
  return tag === range || tag.startsWith(`${range}-`);
}
