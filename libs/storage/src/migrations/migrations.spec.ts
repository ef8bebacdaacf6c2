import { readdir } from 'node:fs/promises';
import { migrations } from './migrations.js';

const names = migrations.map(({ name }) => name);

it('runs every migration of the folder, each under the name of its file', async () => {
  const files = await readdir(new URL('.', import.meta.url));
  const steps = files
    .filter((file) => /^\d{4}-[\w-]+\.ts$/.test(file))
    .map((file) => file.replace('.ts', ''));
  expect(names.toSorted()).toEqual(steps.toSorted());
});

it('runs them in the order of their numbers, none of which is used twice', () => {
  expect(names).toEqual(names.toSorted());
  expect(new Set(names.map((name) => name.slice(0, 4))).size).toBe(names.length);
});
