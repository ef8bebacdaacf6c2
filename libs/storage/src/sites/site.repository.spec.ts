import { playDatabase } from '../../test/played/play-database.js';
import { documents, failed, matched } from '../../test/played/replies.js';
import { now } from '../../test/played/times.js';
import { SiteRepository } from './site.repository.js';

const { models, played } = playDatabase();
const sites = new SiteRepository(models);
const fields = { template: { parts: 3 }, drifting: false, driftedAt: null, updatedAt: now };
const site = { host: 'paper.example', ...fields, revision: 4 };
const row = { _id: 'paper.example', ...fields, revision: 4 };

describe('a template', () => {
  it('is written only over the revision that was read', async () => {
    played().answer('update sites', matched(1), matched(0));
    const save = () => sites.save({ host: 'paper.example', ...fields, after: 4 });
    expect([await save(), await save()]).toEqual([true, false]);
    expect(played().updates('sites')[0]).toEqual({
      q: { _id: 'paper.example', revision: 4 },
      u: { $set: { ...fields, revision: 5 } },
    });
  });

  it('of a new site is inserted by one replica', async () => {
    const save = () => sites.save({ host: 'paper.example', ...fields, after: null });
    played().answer(
      'insert sites',
      { reply: {} },
      failed(11_000, 'DuplicateKey'),
      failed(13, 'Unauthorized'),
    );
    expect([await save(), await save()]).toEqual([true, false]);
    await expect(save()).rejects.toMatchObject({ code: 13 });
    expect(played().inserted('sites')[0]).toMatchObject({ _id: 'paper.example', revision: 0 });
  });

  it('is found by host, and forgotten', async () => {
    played().answer('find sites', documents(row), documents());
    expect([await sites.get('paper.example'), await sites.get('x')]).toEqual([site, null]);
    played().answer('delete sites', matched(1), matched(0));
    expect([await sites.forget('paper.example'), await sites.forget('x')]).toEqual([true, false]);
  });
});

it('lists sites by name, after the last one of the page before', async () => {
  played().answer('find sites', documents(row));
  expect(await sites.list({ drifting: true, limit: 2, after: 'a' })).toEqual([site]);
  await sites.list({ drifting: false, limit: 2, after: null });
  const [drifting, all] = played().sent('find sites');
  expect(drifting).toMatchObject({
    filter: { drifting: true, _id: { $gt: 'a' } },
    sort: { _id: 1 },
    limit: 2,
  });
  expect(all?.filter).toEqual({});
});

it('counts those that drift', async () => {
  played().answer('aggregate sites', documents({ n: 2 }));
  expect(await sites.countDrifting()).toBe(2);
  expect(played().only('aggregate sites').pipeline?.[0]).toEqual({ $match: { drifting: true } });
});
