import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { ServiceVersionRepository } from './service-version.repository.js';

const { models, played } = playDatabase();
const versions = new ServiceVersionRepository(models);

it('is the one that started last', async () => {
  await versions.started('parser', '1.3.0');
  expect(played().updates('service_versions')).toEqual([
    { q: { _id: 'parser' }, u: { $set: { version: '1.3.0' } }, upsert: true },
  ]);
});

it('is given by service', async () => {
  played().answer('find service_versions', documents({ _id: 'parser', version: '1.3.0' }));
  expect(await versions.all()).toEqual(new Map([['parser', '1.3.0']]));
  expect(await versions.all()).toEqual(new Map());
});
