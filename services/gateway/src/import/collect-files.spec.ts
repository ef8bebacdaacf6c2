import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collectFiles } from './collect-files.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'dateline-collect-'));
  await mkdir(join(root, 'b', '.hidden'), { recursive: true });
  for (const name of ['z.txt', 'b/a.html', 'b/photo.jpg', 'b/.hidden/x.html', '.draft.html', 'notes.md'])
    await writeFile(join(root, name), 'x');
});
afterAll(() => rm(root, { recursive: true }));

it('takes the pages under a directory in order, and named files whatever their extension', async () => {
  const found = await collectFiles([root, join(root, 'notes.md')]);
  expect(found.map((file) => file.relative)).toEqual(['b/a.html', 'z.txt', 'notes.md']);
  expect(found[0]?.path).toBe(join(root, 'b', 'a.html'));
});

it('fails on a file that is not there', async () => {
  await expect(collectFiles([join(root, 'missing.html')])).rejects.toThrow('missing.html');
});
