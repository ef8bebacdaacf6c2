import { deterministicId } from '@dateline/contracts';
import type { SiteTemplate } from '@dateline/extraction';
import type { SiteUpdate, StoredSite } from '@dateline/storage';
import { SiteWatch } from './site-watch.js';

const now = new Date('2026-03-03T10:00:00.000Z');
const names = Array.from({ length: 20 }, (_, at) => String(at));
const story = { names, width: 4000, confidence: 0.9 };
const page = (id: number) => ({
  articleId: String(id).padStart(64, '0'),
  url: `https://quay.example/${id}`,
  sha256: String(id).padStart(64, 'f'),
});

/** Sites in memory; `busy` writers come between. */
function sitesOf(busy = 0) {
  const stored = new Map<string, StoredSite>();
  let left = busy;
  return {
    stored,
    get: (host: string) => Promise.resolve(stored.get(host) ?? null),
    save: ({ after, ...site }: SiteUpdate) => {
      if (left > 0) {
        left -= 1;
        return Promise.resolve(false);
      }
      if ((stored.get(site.host)?.revision ?? null) !== after) return Promise.resolve(false);
      stored.set(site.host, { ...site, revision: (after ?? -1) + 1 });
      return Promise.resolve(true);
    },
  };
}

it('tells of a change with a sample, once, and the same when the page comes again', async () => {
  const sites = sitesOf();
  let drifts = 0;
  const watch = new SiteWatch(sites, () => {
    drifts += 1;
  });
  for (let id = 0; id < 40; id++) expect(await watch.note(page(id), story, now)).toEqual([]);
  const told = [];
  const gone = { ...story, width: 0, confidence: 0 };
  for (let id = 40; id < 45; id++) told.push(...(await watch.note(page(id), gone, now)));
  expect(told).toEqual([
    expect.objectContaining({
      type: 'news.site.drifted.v1',
      subject: 'quay.example',
      data: {
        site: 'quay.example',
        templateVersion: 0,
        signs: ['no_text'],
        sample: [40, 41, 42, 43].map(page),
        occurredAt: now.toISOString(),
      },
    }),
  ]);
  expect(sites.stored.get('quay.example')).toMatchObject({ drifting: true, driftedAt: now });
  const [settled] = told;
  expect(await watch.note(page(43), gone, now)).toEqual([
    expect.objectContaining({ id: settled?.id, data: settled?.data }),
  ]);
  expect([drifts, settled?.id]).toEqual([
    1,
    deterministicId('site-drifted', 'quay.example', `${page(43).articleId} ${page(43).sha256.slice(0, 16)}`),
  ]);
});

it('starts from what another replica has written meanwhile', async () => {
  const sites = sitesOf(3);
  await new SiteWatch(sites).note(page(1), story, now);
  expect((sites.stored.get('quay.example')?.template as SiteTemplate).pages).toBe(1);
});

it('gives the page back when the site is written all the time', async () => {
  await expect(new SiteWatch(sitesOf(1000)).note(page(1), story, now)).rejects.toMatchObject({
    code: 'write_conflict',
  });
});

it('reads a site once, and writes pages that come at the same time together', async () => {
  const sites = sitesOf();
  const calls: string[] = [];
  const counted = {
    get: (host: string) => (calls.push('get'), sites.get(host)),
    save: (update: SiteUpdate) => (calls.push('save'), sites.save(update)),
  };
  const watch = new SiteWatch(counted);
  await Promise.all(Array.from({ length: 10 }, (_, id) => watch.note(page(id), story, now)));
  await watch.note(page(10), story, now);
  expect((sites.stored.get('quay.example')?.template as SiteTemplate).pages).toBe(11);
  expect(calls).toEqual(['get', 'save', 'save', 'save']);
});

it('starts anew when an operator has had a known site forgotten, and when another replica wrote it', async () => {
  const sites = sitesOf();
  const watch = new SiteWatch(sites);
  await watch.note(page(1), story, now);
  await new SiteWatch(sites).note(page(2), story, now);
  await watch.note(page(3), story, now);
  const pages = () => (sites.stored.get('quay.example')?.template as SiteTemplate).pages;
  expect(pages()).toBe(3);
  sites.stored.clear();
  await watch.note(page(4), story, now);
  expect(pages()).toBe(1);
});

it('gives each of the pages that wait the failure of their write, and works on', async () => {
  const sites = sitesOf();
  let isAway = true;
  const save = (update: SiteUpdate) => (isAway ? Promise.reject(new Error('away')) : sites.save(update));
  const watch = new SiteWatch({ ...sites, save });
  const ends = await Promise.allSettled([1, 2, 3].map((id) => watch.note(page(id), story, now)));
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  isAway = false;
  await watch.note(page(1), story, now);
  expect((sites.stored.get('quay.example')?.template as SiteTemplate).pages).toBe(1);
});
