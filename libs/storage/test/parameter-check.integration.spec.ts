import type { ParameterSuspicion } from '../src/index.js';
import { emptiedBeforeEach, specDatabase } from './open-test-database.js';

const { open } = specDatabase();
const [database, rival] = [open(), open()];
emptiedBeforeEach(database);

const at = (hours: number) => new Date(Date.UTC(2026, 2, 3) + hours * 3_600_000);
const suspicion = (names = ['fbclid'], host = 'paper.example'): ParameterSuspicion => ({
  host,
  names,
  urls: [`https://${host}/read?fbclid=1`, `https://${host}/read?fbclid=2`],
  feedIds: ['f-1', 'f-1'],
});
const take = (hours: number, { parameterChecks } = database) =>
  parameterChecks.takeDue<string>(at(hours), 3_600_000);

it('begins one check of a host, whoever suspects it, and leases it to one replica', async () => {
  await Promise.all([database, rival].map((d) => d.parameterChecks.suspect([suspicion()], at(0))));
  const held = await Promise.all([take(0), take(0, rival)]);
  expect(held.filter((check) => check !== null)).toMatchObject([
    { host: 'paper.example', names: ['fbclid'], feedIds: ['f-1'], sightings: [], failures: 0 },
  ]);
  expect(await take(0.5)).toBeNull();
  expect(await take(1)).not.toBeNull();
});

it('keeps what was seen until the next look, and takes nothing from a holder that lost the check', async () => {
  await database.parameterChecks.suspect([suspicion()], at(0));
  const late = await take(0);
  const held = await take(2, rival);
  if (!late || !held) throw new Error('nothing was due');
  await database.parameterChecks.keep({ ...late, sightings: ['late'] }, at(3));
  await rival.parameterChecks.keep({ ...held, sightings: ['a'], failures: 1 }, at(4));
  await database.parameterChecks.end(late, 'selects', at(3));
  expect(await take(3.5)).toBeNull();
  expect(await take(4)).toMatchObject({ sightings: ['a'], failures: 1 });
});

it('checks a host once a day, and a parameter once a month', async () => {
  const { parameterChecks } = database;
  await parameterChecks.suspect([suspicion()], at(0));
  const held = await take(0);
  if (!held) throw new Error('nothing was due');
  await parameterChecks.end(held, 'same', at(0));
  await parameterChecks.suspect([suspicion(['utm_id'])], at(23));
  expect(await take(23)).toBeNull();
  await parameterChecks.suspect([suspicion()], at(25));
  expect(await take(25)).toBeNull();
  await parameterChecks.suspect([suspicion(['utm_id'])], at(25));
  const second = await take(25);
  expect(second).toMatchObject({ names: ['utm_id'], sightings: [] });
  if (!second) throw new Error('nothing was due');
  await parameterChecks.end(second, 'unsteady', at(25));
  await parameterChecks.suspect([suspicion()], at(31 * 24));
  expect(await take(31 * 24)).toMatchObject({ names: ['fbclid'] });
});

it('checks other hosts beside it', async () => {
  await database.parameterChecks.suspect([suspicion(), suspicion(['fbclid'], 'post.example')], at(0));
  expect(new Set([(await take(0))?.host, (await take(0))?.host])).toEqual(
    new Set(['paper.example', 'post.example']),
  );
});
