import { readdir } from 'node:fs/promises';
import { playDatabase } from '../../test/played/play-database.js';
import { migrations } from './migrations.js';

const { models, played } = playDatabase();

const names = migrations.map(({ name }) => name);

it('runs every migration of the folder, each under the name of its file', async () => {
  const files = await readdir(new URL('steps/', import.meta.url));
  const steps = files
    .filter((file) => /^\d{4}-[\w-]+\.ts$/.test(file))
    .map((file) => file.replace('.ts', ''));
  expect(names.toSorted()).toEqual(steps.toSorted());
});

it('runs them in the order of their numbers, none of which is used twice', () => {
  expect(names).toEqual(names.toSorted());
  expect(new Set(names.map((name) => name.slice(0, 4))).size).toBe(names.length);
});

describe('indexes', () => {
  interface Index {
    key: Record<string, unknown>;
    unique?: boolean;
    expireAfterSeconds?: number;
  }
  const made = async () => {
    for (const { up } of migrations) await up(models);
    const commands = played().commands.filter((command) => 'createIndexes' in command);
    return commands.flatMap((command) =>
      (command['indexes'] as Index[]).map((index) => ({ of: String(command['createIndexes']), ...index })),
    );
  };

  it('keep addresses of feeds and articles, names of keys and live subscriptions unique', async () => {
    const unique = (await made())
      .filter((index) => index.unique)
      .map(({ of, key }) => [of, ...Object.keys(key)]);
    expect(unique).toEqual([
      ['feeds', 'url'],
      ['articles', 'urlNormalized'],
      ['websub_subscriptions', 'feedId'],
      ['api_keys', 'name'],
    ]);
  });

  it('remove the rows of each collection that expire', async () => {
    const expiring = (await made()).filter((index) => index.expireAfterSeconds !== undefined);
    const withTime = Object.values(models).filter(({ schema }) => schema.path('expiresAt') !== undefined);
    const named = new Set(expiring.map(({ of }) => of));
    expect(withTime.map(({ collection }) => collection.name).filter((name) => !named.has(name))).toEqual([]);
  });
});
