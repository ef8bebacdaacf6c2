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
import { WriteConflict, type SiteRepository, type SiteUpdate, type StoredSite } from '@dateline/storage';

export type WatchedSites = Pick<SiteRepository, 'get' | 'save'>;

/** Writers of one site that may come between before the page is tried again later. */
const MOST_TRIES = 30;
/** Sites of which the last state is kept in memory. A template has some ten kilobytes. */
const MOST_KEPT = 500;

/** A page that waits for its turn at its site. */
interface Noted {
  page: SitePage;
  look: PageLook;
  now: Date;
  resolve: (told: OutgoingEvent[]) => void;
  reject: (error: unknown) => void;
}

/** The site after several pages: what is to be stored, and what each page told. */
interface Learned {
  update: SiteUpdate | null;
  told: OutgoingEvent[][];
  settled: number;
}

/** Learns the templates of sites from their pages, and tells when one changes. */
export class SiteWatch {
  /** Sites as this process wrote them last. Another writer shows by the revision. */
  private readonly kept = new Map<string, StoredSite>();
  private readonly waiting = new Map<string, Noted[]>();

  constructor(
    private readonly sites: WatchedSites,
    private readonly drifted: () => void = () => undefined,
  ) {}

  /**
   * Adds a page to what is known of its site. Returns the event of a change that the page settles; the same for the same page, however
   * often it comes. Throws WriteConflict if too many others write the site at the same time. Pages of one site that come while it is
   * being written share the next write.
   */
  async note(page: SitePage, look: PageLook, now: Date): Promise<OutgoingEvent[]> {
    const host = URL.parse(page.url)?.hostname ?? '';
    if (host === '') return [];
    return new Promise((resolve, reject) => {
      const noted = { page, look, now, resolve, reject };
      const line = this.waiting.get(host);
      if (line) line.push(noted);
      else {
        this.waiting.set(host, [noted]);
        void this.work(host);
      }
    });
  }

  /** Takes what waits for the site until nothing does. Never throws: each page gets its own answer. */
  private async work(host: string): Promise<void> {
    for (let line = this.waiting.get(host); line && line.length > 0; line = this.waiting.get(host)) {
      this.waiting.set(host, []);
      try {
        const told = await this.learn(host, line);
        line.forEach(({ resolve }, i) => {
          resolve(told[i] ?? []);
        });
      } catch (error) {
        for (const { reject } of line) reject(error);
      }
    }
    this.waiting.delete(host);
  }

  private async learn(host: string, line: readonly Noted[]): Promise<OutgoingEvent[][]> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const stored = this.kept.get(host) ?? (await this.sites.get(host));
      const { update, told, settled } = afterPages(host, stored, line);
      if (update === null) return told;
      if (!(await this.sites.save(update))) {
        this.kept.delete(host);
        continue;
      }
      this.keep(update);
      for (let i = 0; i < settled; i++) this.drifted();
      return told;
    }
    throw new WriteConflict('sites', [host]);
  }

  private keep({ after, ...site }: SiteUpdate): void {
    this.kept.delete(site.host);
    this.kept.set(site.host, { ...site, revision: after === null ? 0 : after + 1 });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
  }
}

function afterPages(host: string, stored: StoredSite | null, line: readonly Noted[]): Learned {
  const before = (stored?.template ?? null) as SiteTemplate | null;
  let template = before;
  let driftedAt = stored?.driftedAt ?? null;
  let settled = 0;
  const told = line.map(({ page, look, now }) => {
    const next = watchSite(template, page, look);
    if (next !== template && next.drift?.settledBy === keyOfPage(page)) {
      driftedAt = now;
      settled += 1;
    }
    template = next;
    return toldOf(host, next, page, now);
  });
  const last = line.at(-1);
  if (template === null || template === before || !last) return { update: null, told, settled };
  const drifting = isDrifting(template);
  const after = stored?.revision ?? null;
  return { update: { host, template, drifting, driftedAt, updatedAt: last.now, after }, told, settled };
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
