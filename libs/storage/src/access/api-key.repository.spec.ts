import { playDatabase } from '../../test/played/play-database.js';
import { documents, failed, matched } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import type { ApiKey } from './access.types.js';
import { ApiKeyRepository } from './api-key.repository.js';

const { models, played } = playDatabase();
const keys = new ApiKeyRepository(models);
const key: ApiKey = {
  keyId: 'k',
  name: 'desk',
  role: 'admin' as ApiKey['role'],
  hash: 'h',
  createdAt: now,
  createdBy: 'cli',
  lastUsedAt: null,
  revokedAt: null,
};
const { keyId, ...fields } = key;
const row = { _id: keyId, ...fields };

it('is added under a name that no key has', async () => {
  expect(await keys.add(key)).toBe(true);
  expect(played().inserted('api_keys')).toMatchObject([row]);
  played().answer('insert api_keys', failed(11_000, 'DuplicateKey'), failed(13, 'Unauthorized'));
  expect(await keys.add(key)).toBe(false);
  await expect(keys.add(key)).rejects.toMatchObject({ code: 13 });
});

it('is found by its id, and listed by name', async () => {
  played().answer('find api_keys', documents(row), documents(), documents(row));
  expect([await keys.get('k'), await keys.get('x')]).toEqual([key, null]);
  expect(await keys.list()).toEqual([key]);
  expect(played().sent('find api_keys')[2]?.sort).toEqual({ name: 1 });
});

it('says whether there is any', async () => {
  played().answer('find api_keys', documents({ _id: 'k' }));
  expect([await keys.isEmpty(), await keys.isEmpty()]).toEqual([false, true]);
});

it('writes down its last use once a minute, and never an earlier one', async () => {
  await keys.noteUse({ ...key, lastUsedAt: now }, after(59_999));
  expect(played().commands).toEqual([]);
  await keys.noteUse({ ...key, lastUsedAt: now }, after(60_000));
  await keys.noteUse(key, now);
  expect(played().updates('api_keys')).toEqual([
    { q: { _id: 'k' }, u: { $max: { lastUsedAt: after(60_000) } } },
    { q: { _id: 'k' }, u: { $max: { lastUsedAt: now } } },
  ]);
});

it('is revoked once, by name or id', async () => {
  played().answer('update api_keys', matched(1), matched(0));
  expect([await keys.revoke('desk', now), await keys.revoke('desk', now)]).toEqual([true, false]);
  expect(played().updates('api_keys')[0]).toMatchObject({
    q: { $or: [{ name: 'desk' }, { _id: 'desk' }], revokedAt: null },
    u: { $set: { revokedAt: now } },
  });
});
