import {
  deterministicId,
  events,
  makeEvent,
  type ArticleFetched,
  type OutgoingEvent,
} from '@dateline/contracts';
import {
  isDrifting,
  keyOfPage,
  watchSite,
  type PageLook,
  type SitePage,
  type SiteTemplate,
} from '@dateline/extraction';
import { WriteConflict, type SiteRepository } from '@dateline/storage';

export type WatchedSites = Pick<SiteRepository, 'get' | 'save'>;

/** Writers of one site that may come between before the page is tried again later. */
const MOST_TRIES = 30;

/** Learns the templates of sites from their pages, and tells when one changes. */
export class SiteWatch {
  constructor(
    private readonly sites: WatchedSites,
    private readonly drifted: () => void = () => undefined,
  ) {}

  /**
   * Adds a page to what is known of its site. Returns the event of a change that the page settles; the same for the same page, however
   * often it comes. Throws WriteConflict if too many others write the site at the same time.
   */
  async note(page: SitePage, look: PageLook, now: Date): Promise<OutgoingEvent[]> {
    const host = URL.parse(page.url)?.hostname ?? '';
    if (host === '') return [];
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const stored = await this.sites.get(host);
      const before = (stored?.template ?? null) as SiteTemplate | null;
      const template = watchSite(before, page, look);
      if (template === before) return toldOf(host, template, page, now);
      const settles = template.drift?.settledBy === keyOfPage(page);
      const saved = await this.sites.save({
        host,
        template,
        drifting: isDrifting(template),
        driftedAt: settles ? now : (stored?.driftedAt ?? null),
        updatedAt: now,
        after: stored?.revision ?? null,
      });
      if (!saved) continue;
      if (settles) this.drifted();
      return toldOf(host, template, page, now);
    }
    throw new WriteConflict('sites', [host]);
  }
}

/** The page as a site remembers it. */
export function sitePageOf({ articleId, fetch, page }: ArticleFetched): SitePage {
  return { articleId, url: fetch.finalUrl, sha256: page.sha256 };
}

function toldOf(host: string, { drift }: SiteTemplate, page: SitePage, now: Date): OutgoingEvent[] {
  if (drift === null || drift.settledBy !== keyOfPage(page)) return [];
  const attributes = {
    id: deterministicId('site-drifted', host, drift.settledBy),
    source: '/dateline/parser',
    time: now.toISOString(),
    subject: host,
  };
  return [
    makeEvent(events.siteDrifted, attributes, {
      site: host,
      templateVersion: drift.version,
      signs: [...drift.signs],
      sample: [...drift.sample],
      occurredAt: now.toISOString(),
    }),
  ];
}
