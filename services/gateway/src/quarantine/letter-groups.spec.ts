import { deadLetterHeaders as dl } from '@dateline/contracts';
import { readDeadLetter } from '@dateline/messaging';
import { groupIdOf, LetterGroups } from './letter-groups.js';

interface Told {
  code?: string;
  origin?: string;
  version?: string;
  at?: string;
  url?: string;
  offset?: string;
  omitted?: boolean;
}

function letter({
  code = 'TypeError',
  origin = 'readTitle x.js:4',
  version = '1',
  at = '',
  url,
  offset = '0',
  omitted,
}: Told) {
  const value = url === undefined ? '{"damaged' : JSON.stringify({ url });
  const headers = {
    [dl.service]: 'parser',
    [dl.stage]: 'parse',
    [dl.code]: code,
    [dl.origin]: origin,
    [dl.version]: version,
    [dl.at]: at,
    [dl.offset]: offset,
    ...(omitted ? { [dl.omitted]: '9' } : {}),
  };
  const raw = {
    key: Buffer.from('k'),
    value: Buffer.from(value),
    headers,
    offset,
    timestamp: '0',
    attributes: 0,
  };
  return readDeadLetter(raw, { topic: 'box', partition: 0 });
}

function grouped(...letters: ReturnType<typeof letter>[]) {
  const groups = new LetterGroups();
  for (const one of letters) groups.add(one);
  return groups.list();
}

it.each([
  ['code', { code: 'RangeError' }],
  ['place of the failure', { origin: 'readDate y.js:9' }],
  ['version', { version: '2' }],
  ['host', { url: 'https://herald.example/a' }],
])('parts letters of another %s', (_what, changed: Told) => {
  const usual = { url: 'https://tribune.example/a' };
  expect(grouped(letter(usual), letter({ ...usual, ...changed }))).toHaveLength(2);
});

it('brings letters of one cause together, whichever article and moment', () => {
  const [group, ...others] = grouped(
    letter({ url: 'https://tribune.example/a', at: '2026-03-03T09:00:00.000Z', offset: '1' }),
    letter({ url: 'https://tribune.example/b', at: '2026-03-01T09:00:00.000Z', offset: '2', omitted: true }),
    letter({ url: 'https://tribune.example/c', at: '2026-03-04T09:00:00.000Z', offset: '3' }),
  );
  expect(others).toEqual([]);
  expect(group).toMatchObject({
    count: 3,
    releasable: 2,
    host: 'tribune.example',
    firstSeenAt: '2026-03-01T09:00:00.000Z',
    lastSeenAt: '2026-03-04T09:00:00.000Z',
  });
  expect(group?.samples.map(({ position }) => position.offset)).toEqual(['3', '1', '2']);
  expect(group?.samples[0]?.group).toBe(group?.id);
});

it('keeps a few samples, and puts the largest group first', () => {
  const many = Array.from({ length: 9 }, (_, i) => letter({ at: `2026-03-0${i + 1}` }));
  const groups = grouped(letter({ code: 'x' }), ...many);
  expect(groups.map(({ count }) => count)).toEqual([9, 1]);
  expect(groups[0]?.samples.map(({ at }) => at)).toEqual([9, 8, 7, 6, 5].map((day) => `2026-03-0${day}`));
});

it('knows no host of garbage, of text that is no address and of a list', () => {
  for (const url of [undefined, 'tribune', 'mailto:a@b.example'])
    expect(grouped(letter(url === undefined ? {} : { url }))[0]?.host).toBeNull();
});

it('names a group by its cause alone', () => {
  expect(groupIdOf(letter({ offset: '1', at: 'a' }))).toBe(groupIdOf(letter({ offset: '2', at: 'b' })));
  expect(groupIdOf(letter({}))).toMatch(/^[0-9a-f]{16}$/);
});
