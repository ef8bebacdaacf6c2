import { articleIdOf } from '@dateline/article';
import { feedEntry } from '../../test/feed-entry.js';
import { articleIdsOf, findLostInArchive, findLostInSitemap } from './lost-entries.js';

const window = { from: new Date('2026-03-03T10:00:00Z'), to: new Date('2026-03-03T16:00:00Z') };
const urlOf = (name: string) => `https://outlet.example/sport/${name}`;
const page = (name: string, at: string | null = null, changed: string | null = null) =>
  feedEntry({ url: urlOf(name), title: name, published: at, updated: changed });
const ids = (...names: string[]) => new Set(names.map((name) => articleIdOf(urlOf(name))));
const namesOf = (items: { title: string | null }[]) => items.map(({ title }) => title);

describe('findLostInArchive', () => {
  it('takes what stands before the first entry that was known, and ends there', () => {
    const items = [page('shown'), page('lost-1'), page('lost-2'), page('known'), page('older')];
    const known = { before: ids('known'), ever: ids('known', 'shown') };
    const { lost, isClosed } = findLostInArchive({ items }, window, known);
    expect(namesOf(lost)).toEqual(['lost-1', 'lost-2']);
    expect(isClosed).toBe(true);
  });

  it('goes on while nothing known is met and dates are within the window', () => {
    const items = [page('lost', '2026-03-03T12:00:00Z'), page('undated')];
    const { lost, isClosed } = findLostInArchive({ items }, window, { before: ids(), ever: ids() });
    expect(namesOf(lost)).toEqual(['lost', 'undated']);
    expect(isClosed).toBe(false);
  });

  it('ends where all is dated before the window, and takes nothing from after it', () => {
    const old = [page('old', '2026-02-01T12:00:00Z'), page('older', '2026-01-01T12:00:00Z')];
    const known = { before: ids(), ever: ids() };
    expect(findLostInArchive({ items: old }, window, known)).toEqual({ lost: [], isClosed: true });
    const later = [page('later', '2026-03-03T18:00:00Z')];
    expect(findLostInArchive({ items: later }, window, known)).toEqual({ lost: [], isClosed: false });
  });

  it('counts entries without an address for nothing', () => {
    const items = [feedEntry({ title: 'no address' })];
    expect(articleIdsOf(items)).toEqual([]);
    expect(findLostInArchive({ items }, window, { before: ids(), ever: ids() }).lost).toEqual([]);
  });
});

describe('findLostInSitemap', () => {
  const scope = { hosts: ['outlet.example'], pathPrefix: '/sport/' };
  const items = [
    page('lost', '2026-03-03T12:00:00Z'),
    page('shown', '2026-03-03T12:30:00Z'),
    page('touched', '2020-01-01T00:00:00Z', '2026-03-03T12:00:00Z'),
    page('changed', null, '2026-03-03T12:00:00Z'),
    page('before', '2026-03-03T08:00:00Z'),
    page('after', '2026-03-03T18:00:00Z'),
    page('undated'),
    { ...page('arts', '2026-03-03T12:00:00Z'), url: 'https://outlet.example/arts/x' },
    { ...page('elsewhere', '2026-03-03T12:00:00Z'), url: 'https://other.example/sport/x' },
  ];

  it('takes what is dated within the window, in the scope of the feed, and never shown', () => {
    const known = { before: ids(), ever: ids('shown') };
    const { lost, isClosed } = findLostInSitemap({ items, kind: 'newsSitemap' }, window, known, scope);
    expect(namesOf(lost)).toEqual(['lost', 'changed']);
    expect(isClosed).toBe(true);
  });

  it('trusts only a news sitemap that goes back beyond the window to have all of it', () => {
    const known = { before: ids(), ever: ids() };
    expect(findLostInSitemap({ items, kind: 'sitemap' }, window, known, scope).isClosed).toBe(false);
    const short = { items: items.slice(0, 2), kind: 'newsSitemap' as const };
    expect(findLostInSitemap(short, window, known, scope).isClosed).toBe(false);
  });
});
