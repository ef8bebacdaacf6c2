import type { SiteUpdate } from '../src/index.js';
import { emptiedBeforeEach, specDatabase } from './open-test-database.js';
import { at } from './samples.js';

const { open } = specDatabase();
const [database, rival] = [open(), open()];
emptiedBeforeEach(database);

const update = (host: string, said: Partial<SiteUpdate> = {}): SiteUpdate => ({
  host,
  template: { version: 0, names: { a1: 0.9 } },
  drifting: false,
  driftedAt: null,
  updatedAt: at(0),
  after: null,
  ...said,
});

it('lets one of two writers win, and the other begin again', async () => {
  const { sites } = database;
  expect(await Promise.all([sites.save(update('a.example')), rival.sites.save(update('a.example'))])).toEqual(
    expect.arrayContaining([true, false]),
  );
  const known = await sites.get('a.example');
  expect(known).toMatchObject({ host: 'a.example', template: { names: { a1: 0.9 } }, revision: 0 });
  expect(await sites.save(update('a.example', { after: 0, drifting: true, driftedAt: at(0) }))).toBe(true);
  expect(await sites.save(update('a.example', { after: 0 }))).toBe(false);
  expect(await sites.get('a.example')).toMatchObject({ drifting: true, driftedAt: at(0), revision: 1 });
});

it('lists and counts those that drift, and forgets one', async () => {
  const { sites } = database;
  for (const host of ['b.example', 'c.example', 'd.example'])
    await sites.save(update(host, { drifting: host !== 'c.example', driftedAt: at(0) }));
  const hosts = async (query: Parameters<typeof sites.list>[0]) =>
    (await sites.list(query)).map(({ host }) => host);
  expect(await hosts({ drifting: true, limit: 10, after: null })).toEqual(['b.example', 'd.example']);
  expect(await hosts({ drifting: false, limit: 2, after: 'b.example' })).toEqual(['c.example', 'd.example']);
  expect(await sites.countDrifting()).toBe(2);
  expect(await sites.forget('d.example')).toBe(true);
  expect(await sites.forget('d.example')).toBe(false);
  expect(await sites.countDrifting()).toBe(1);
  expect(await sites.get('d.example')).toBeNull();
});
