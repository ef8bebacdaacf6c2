import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packService } from '../deploy/image/pack-service.ts';

const AT = new Date(1_000_000_000_000);
let root: string;
let target: string;

function write(path: string, content: unknown) {
  const at = join(root, path);
  mkdirSync(dirname(at), { recursive: true });
  writeFileSync(at, typeof content === 'string' ? content : JSON.stringify(content));
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dateline-pack-'));
  target = join(root, 'out');
  write('LICENSE', 'licence');
  write('services/reader/package.json', {
    name: '@dateline/reader',
    dependencies: { '@dateline/words': '1', alpha: '1' },
    devDependencies: { builder: '1' },
  });
  write('services/reader/dist/main.js', '');
  write('libs/words/package.json', { name: '@dateline/words', dependencies: { beta: '2' } });
  write('libs/words/dist/index.js', '');
  write('libs/words/src/index.ts', '');
  write('libs/words/node_modules/beta/package.json', { name: 'beta', version: '2' });
  write('node_modules/alpha/package.json', {
    name: 'alpha',
    dependencies: { beta: '1' },
    optionalDependencies: { absent: '1' },
    peerDependencies: { builder: '1', gamma: '1' },
    peerDependenciesMeta: { builder: { optional: true } },
  });
  for (const file of [
    'index.js',
    'index.js.map',
    'index.d.ts',
    'README.md',
    'LICENSE.md',
    'lib/test/run.js',
    'test/a.js',
  ])
    write(`node_modules/alpha/${file}`, '');
  for (const name of ['beta', 'gamma', 'builder', 'stranger'])
    write(`node_modules/${name}/package.json`, { name, version: '1' });
  mkdirSync(join(root, 'node_modules/@dateline'));
  symlinkSync('../../libs/words', join(root, 'node_modules/@dateline/words'));
  packService({ root, service: 'reader', target, at: AT });
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

const has = (path: string) => existsSync(join(target, path));

it('takes the service, its libraries and what they need at run time, where each is looked for', () => {
  expect(has('services/reader/dist/main.js')).toBe(true);
  expect(has('node_modules/@dateline/words/dist/index.js')).toBe(true);
  expect(
    JSON.parse(readFileSync(join(target, 'libs/words/node_modules/beta/package.json'), 'utf8')).version,
  ).toBe('2');
  expect(JSON.parse(readFileSync(join(target, 'node_modules/beta/package.json'), 'utf8')).version).toBe('1');
  expect(has('node_modules/gamma')).toBe(true);
});

it('leaves out what nothing needs at run time, and keeps licences', () => {
  for (const path of [
    'node_modules/builder',
    'node_modules/stranger',
    'libs/words/src',
    'node_modules/alpha/test',
  ])
    expect([path, has(path)]).toEqual([path, false]);
  for (const file of ['index.js.map', 'index.d.ts', 'README.md'])
    expect([file, has(`node_modules/alpha/${file}`)]).toEqual([file, false]);
  for (const path of ['LICENSE', 'node_modules/alpha/LICENSE.md', 'node_modules/alpha/lib/test/run.js'])
    expect([path, has(path)]).toEqual([path, true]);
});

it('dates everything alike', () => {
  for (const path of [
    '',
    'services',
    'services/reader/dist/main.js',
    'node_modules/@dateline/words',
    'node_modules/alpha',
  ])
    expect(lstatSync(join(target, path)).mtime).toEqual(AT);
});

it('stops when something is missing', () => {
  rmSync(join(root, 'node_modules/gamma'), { recursive: true });
  rmSync(join(root, 'node_modules/beta'), { recursive: true });
  const attempt = () => {
    packService({ root, service: 'reader', target: join(root, 'other'), at: AT });
  };
  expect(attempt).toThrow(/^beta, which .*alpha needs, is not installed$/);
});
