import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiKey } from '@dateline/storage';
import { readToken } from './api-key.js';
import { keyFileOf, readKeyFile } from './key-file.js';
import { makeFirstKey } from './make-first-key.js';

const folder = mkdtempSync(join(tmpdir(), 'dateline-first-key-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const now = () => new Date('2026-03-03T09:00:00.000Z');

/** Keys as MongoDB would hold them: a name once. */
function keysOf(stored: ApiKey[] = []) {
  return {
    stored,
    isEmpty: () => Promise.resolve(stored.length === 0),
    add: (key: ApiKey) => {
      if (stored.some(({ name }) => name === key.name)) return Promise.resolve(false);
      stored.push(key);
      return Promise.resolve(true);
    },
  };
}

it('makes an admin key once, shows it, and puts it where only its owner reads it', async () => {
  const keys = keysOf();
  const told: string[] = [];
  const file = join(folder, 'a', 'b', 'api-key');
  const make = () => makeFirstKey({ keys, file, now, tell: (line) => told.push(line) });
  await make();
  await make();
  expect(keys.stored).toMatchObject([{ name: 'first-admin', role: 'admin' }]);
  const token = (await readKeyFile(file)) ?? '';
  expect(readToken(token)?.keyId).toBe(keys.stored[0]?.keyId);
  expect(told.filter((line) => line.includes(token))).toHaveLength(1);
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  expect((statSync(join(folder, 'a')).mode & 0o777).toString(8)).toBe('700');
});

it('closes a file that was open to others', async () => {
  const file = join(folder, 'open');
  writeFileSync(file, 'old', { mode: 0o644 });
  await makeFirstKey({ keys: keysOf(), file, now, tell: () => undefined });
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  expect(readFileSync(file, 'utf8')).toMatch(/^dateline_/);
});

it('makes none when another replica was quicker, and leaves the file alone', async () => {
  const keys = { ...keysOf(), add: () => Promise.resolve(false) };
  const told: string[] = [];
  const file = join(folder, 'late');
  await makeFirstKey({ keys, file, now, tell: (line) => told.push(line) });
  expect(told).toEqual([]);
  expect(await readKeyFile(file)).toBeNull();
});

it('says so when there is no place to write the key', async () => {
  writeFileSync(join(folder, 'plain'), '');
  const told: string[] = [];
  const file = join(folder, 'plain', 'api-key');
  await makeFirstKey({ keys: keysOf(), file, now, tell: (line) => told.push(line) });
  expect(told[0]).toContain('dateline_');
  expect(told[1]).toContain('could not be written');
});

it('finds the folder of the user when no file is named', () => {
  const place = { API_KEY_FILE: '', XDG_CONFIG_HOME: '' };
  expect(keyFileOf({ ...place, API_KEY_FILE: '/run/key' })).toBe('/run/key');
  expect(keyFileOf({ ...place, XDG_CONFIG_HOME: '/cfg' })).toBe('/cfg/dateline/api-key');
  expect(keyFileOf(place)).toMatch(/\.config\/dateline\/api-key$/);
});
