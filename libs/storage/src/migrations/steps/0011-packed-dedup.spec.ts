import { playDatabase } from '../../../test/played/play-database.js';
import { documents } from '../../../test/played/replies.js';
import { now } from '../../../test/played/times.js';
import { hex } from '../../../test/samples.js';
import { packHex } from '../../dedup/hex-binary.js';
import { packedDedup } from './0011-packed-dedup.js';

const { models, played } = playDatabase();

it('writes each row anew before it removes the old one, until none is left', async () => {
  const state = { _id: hex('a'), phase: 'standing', eventId: hex('event') };
  played().answer('find dedup_states', documents(state), documents());
  await packedDedup.up(models);
  expect(played().updates('dedup_states')).toEqual([
    {
      q: { _id: packHex(hex('a')) },
      u: { $setOnInsert: { phase: 'standing', eventId: packHex(hex('event')) } },
      upsert: true,
    },
  ]);
  expect(played().deleted('dedup_states')).toEqual([{ _id: { $in: [hex('a')] } }]);
  const order = played()
    .commands.filter((command) => Object.values(command)[0] === 'dedup_states')
    .map((command) => Object.keys(command)[0]);
  expect(order).toEqual(['find', 'update', 'delete', 'find']);
});

it('gives sketches short names, and drops the indexes of the long ones', async () => {
  const sketch = {
    _id: hex('a'),
    keys: [7],
    body: Buffer.from([1]),
    publishedAt: now,
    at: now,
    expiresAt: now,
  };
  played().answer('find dedup_sketches', documents(sketch), documents());
  played().answer(
    'listIndexes dedup_sketches',
    documents({ name: '_id_' }, { name: 'keys_1' }, { name: 'k_1' }),
  );
  await packedDedup.up(models);
  expect(played().updates('dedup_sketches')).toMatchObject([
    { u: { $setOnInsert: { k: [7], p: now, a: now, e: now } } },
  ]);
  expect(
    played()
      .sent('dropIndexes dedup_sketches')
      .map(({ index }) => index),
  ).toEqual(['keys_1']);
});
