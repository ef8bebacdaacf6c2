import { playDatabase } from '../../../test/played/play-database.js';
import { documents } from '../../../test/played/replies.js';
import { dedupState } from './0010-dedup-state.js';

const { models, played } = playDatabase();

it('gives a phase to the states that have none, and drops the sketches of the old form', async () => {
  await dedupState.up(models);
  const [states] = played().updates('dedup_states');
  expect(states).toMatchObject({
    q: { phase: { $exists: false } },
    multi: true,
    u: [{ $set: { phase: 'standing', apartFrom: [] } }, {}],
  });
  expect(played().deleted('dedup_sketches')).toEqual([{ sketch: { $exists: true } }]);
  expect(played().sent('dropIndexes dedup_sketches')).toEqual([]);
});

it('drops the old index where it is still there', async () => {
  played().answer('listIndexes dedup_sketches', documents({ name: '_id_' }, { name: 'keys_1_at_1' }));
  await dedupState.up(models);
  expect(played().only('dropIndexes dedup_sketches')['index']).toBe('keys_1_at_1');
});
