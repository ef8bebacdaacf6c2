import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { now } from '../../test/played/times.js';
import { GroupRetryRepository } from './group-retry.repository.js';

const { models, played } = playDatabase();
const retries = new GroupRetryRepository(models);
const retry = { group: 'parse no_body', version: '1.2.0' };

it('remembers which version has tried a group, from the first time', async () => {
  await retries.note(retry, now);
  expect(played().updates('dead_letter_retries')).toEqual([
    { q: { _id: 'parse no_body:1.2.0' }, u: { $setOnInsert: { at: now } }, upsert: true },
  ]);
});

it('lets another version try it again', async () => {
  played().answer('find dead_letter_retries', documents({ _id: 'x' }));
  expect([await retries.has(retry), await retries.has({ ...retry, version: '1.3.0' })]).toEqual([
    true,
    false,
  ]);
  const asked = played()
    .sent('find dead_letter_retries')
    .map(({ filter }) => filter?.['_id']);
  expect(asked).toEqual(['parse no_body:1.2.0', 'parse no_body:1.3.0']);
});
