import { isKnownSite, type SiteTemplate } from '@dateline/extraction';
import type { StoredSite } from '@dateline/storage';
import type { SiteAnswer } from './sites.schema.js';

/** A site as operators see it. */
export function describeSite({ host, template, drifting, driftedAt }: StoredSite): SiteAnswer {
  const known = template as SiteTemplate;
  return {
    host,
    state: drifting ? 'drift' : isKnownSite(known) ? 'steady' : 'learning',
    pages: known.pages,
    departing: { template: known.departing.template.share, text: known.departing.text.share },
    templateVersion: known.version,
    driftedAt: driftedAt?.toISOString() ?? null,
    drift: known.drift && { signs: [...known.drift.signs], sample: [...known.drift.sample] },
  };
}
