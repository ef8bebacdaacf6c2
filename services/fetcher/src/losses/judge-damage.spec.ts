import { parseSource } from '@dateline/feed';
import { damageText, judgeDamage } from './judge-damage.js';

const item = '<item><title>Quay</title><link>https://outlet.example/1</link></item>';
const read = (body: string) =>
  parseSource(Buffer.from(body), { url: 'https://outlet.example/rss', headers: {} });
const rss = (inner: string, end = '</channel></rss>') => read(`<rss version="2.0"><channel>${inner}${end}`);

describe('judgeDamage', () => {
  it('finds nothing wrong with a whole document, full or empty', async () => {
    expect(judgeDamage(await rss(item + item), true)).toBeNull();
    expect(judgeDamage(await rss(''), false)).toBeNull();
  });

  it('finds a document that is cut off, whatever could be read of it', async () => {
    expect(judgeDamage(await rss(item, '<item><title>Fo'), false)).toEqual({
      kind: 'cut_off',
      offered: 2,
      read: 1,
    });
    expect(judgeDamage(await rss(item, ''), false)).toEqual({ kind: 'cut_off', offered: 1, read: 1 });
  });

  it('finds that fewer entries were read than are offered', async () => {
    const whole = await rss(item + item + item);
    const lossy = { ...whole, items: whole.items.slice(0, 2) };
    expect(judgeDamage(lossy, false)).toEqual({ kind: 'unread', offered: 3, read: 2 });
    const odd = await read('{"version":"https://jsonfeed.org/version/1.1","items":[null,{"id":"1"}]}');
    expect(judgeDamage(odd, false)).toEqual({ kind: 'unread', offered: 2, read: 1 });
  });

  it('finds that there are none where there were some', async () => {
    expect(judgeDamage(await rss(''), true)).toEqual({ kind: 'emptied', offered: 0, read: 0 });
  });

  it('takes a record without an address for read, and what is beyond a bound for no damage', async () => {
    const map = await read(
      '<urlset><url><loc>https://outlet.example/1</loc></url><url><lastmod>2026-03-03</lastmod></url></urlset>',
    );
    expect(map.dropped).toEqual({ no_address: 1 });
    expect(judgeDamage(map, false)).toBeNull();
    expect(judgeDamage({ ...map, offered: 9, dropped: { no_address: 1, over_budget: 7 } }, false)).toBeNull();
  });
});

it.each([
  [{ kind: 'cut_off', offered: 3, read: 2 }, 'the document is cut off: 2 of 3 entries were read'],
  [{ kind: 'unread', offered: 3, read: 0 }, 'the document is damaged: 0 of 3 entries were read'],
  [{ kind: 'emptied', offered: 0, read: 0 }, 'the document has no entries, and the one before had some'],
] as const)('says what is wrong: %o', (damage, text) => {
  expect(damageText(damage)).toBe(text);
});
