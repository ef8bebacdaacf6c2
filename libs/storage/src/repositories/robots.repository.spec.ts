import { documents } from '../../test/played/replies.js';
import { playDatabase } from '../../test/played/play-database.js';
import { RobotsRepository } from './robots.repository.js';

const { models, played } = playDatabase();
const robots = new RobotsRepository(models);
const at = new Date('2026-03-03T09:00:00Z');
const record = {
  origin: 'https://paper.example',
  state: 'rules' as const,
  text: 'User-agent: *',
  fetchedAt: at,
  freshUntil: at,
  unreachableSince: null,
  expiresAt: at,
};

it('writes the last answer of a site over the one before', async () => {
  await robots.put(record);
  const { updates = [], writeConcern } = played().only('update robots');
  const { origin, ...fields } = record;
  expect(updates).toEqual([{ q: { _id: origin }, u: { $set: fields }, upsert: true }]);
  expect(writeConcern).toEqual({ w: 'majority' });
});

it('finds a site by its origin, and none where none is kept', async () => {
  const { origin, ...fields } = record;
  played().answer('find robots', documents({ _id: origin, ...fields }), documents());
  expect(await robots.get(origin)).toEqual(record);
  expect(played().only('find robots')).toMatchObject({
    filter: { _id: origin },
    readConcern: { level: 'majority' },
  });
  expect(await robots.get('https://other.example')).toBeNull();
});
