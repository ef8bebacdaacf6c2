import { playDatabase } from '../../../test/played/play-database.js';
import { readyHosts } from './0004-ready-hosts.js';

const { models, played } = playDatabase();

it('says of each host that lacks it when it is ready, before hosts are sought by that', async () => {
  await readyHosts.up(models);
  expect(played().updates('frontier_hosts')).toMatchObject([
    {
      q: { readyAt: { $exists: false } },
      u: [
        {
          $set: {
            readyAt: { $cond: [{ $gt: ['$dueAt', null] }, { $max: ['$dueAt', '$nextAllowedAt'] }, null] },
          },
        },
      ],
      multi: true,
    },
  ]);
  const names = played().commands.map((command) => Object.keys(command)[0]);
  expect(names.indexOf('update')).toBeLessThan(names.indexOf('createIndexes'));
});
