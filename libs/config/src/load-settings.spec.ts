import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from 'typebox';
import { loadSettings, SettingError } from './load-settings.js';
import {
  addresses,
  flag,
  integer,
  list,
  oneOf,
  port,
  requiredText,
  secret,
  webUrl,
} from './setting-types.js';

const schema = Type.Object({
  PORT: port(8080, 'port of the HTTP server'),
  BROKERS: list(['127.0.0.1:9092'], 'brokers', '^[^:]+:\\d+$'),
  VERBOSE: flag(false, 'more log lines'),
  MODE: oneOf('fast', ['fast', 'slow'], 'mode'),
  LIMIT: integer(5, [1, 10], 'limit'),
  PASSWORD: secret('password'),
});

it('takes defaults for what is absent or empty', () => {
  expect(loadSettings(schema, { PORT: '' })).toEqual({
    PORT: 8080,
    BROKERS: ['127.0.0.1:9092'],
    VERBOSE: false,
    MODE: 'fast',
    LIMIT: 5,
    PASSWORD: '',
  });
});

it('converts numbers, flags and lists', () => {
  const settings = loadSettings(schema, {
    PORT: '1',
    BROKERS: 'a:1, b:2',
    VERBOSE: '1',
    MODE: 'slow',
    LIMIT: '10',
  });
  expect(settings).toMatchObject({
    PORT: 1,
    BROKERS: ['a:1', 'b:2'],
    VERBOSE: true,
    MODE: 'slow',
    LIMIT: 10,
  });
});

it.each([
  ['PORT', 'eighty'],
  ['PORT', '70000'],
  ['PORT', '80.5'],
  ['BROKERS', 'nohost'],
  ['VERBOSE', 'maybe'],
  ['MODE', 'medium'],
  ['LIMIT', '11'],
])('refuses %s=%s in one line that names it', (name, value) => {
  const attempt = () => loadSettings(schema, { [name]: value });
  expect(attempt).toThrow(SettingError);
  expect(attempt).toThrow(new RegExp(`^setting ${name} is wrong \\("${value}"\\): [^\\n]+$`));
});

it('names a required setting that is missing', () => {
  const required = Type.Object({ USER_AGENT_CONTACT: requiredText('a URL or mail address') });
  expect(() => loadSettings(required, {})).toThrow(
    'setting USER_AGENT_CONTACT is missing: a URL or mail address',
  );
});

describe('a secret in a file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-settings-'));
  const file = join(folder, 'password');
  beforeAll(() => {
    writeFileSync(file, 'correct horse\n');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('is read from there, without the line end', () => {
    expect(loadSettings(schema, { PASSWORD_FILE: file }).PASSWORD).toBe('correct horse');
  });

  it('is refused beside a value, and when the file cannot be read, in a line that names the variable', () => {
    expect(() => loadSettings(schema, { PASSWORD_FILE: file, PASSWORD: 'x' })).toThrow(
      'setting PASSWORD_FILE and PASSWORD are both set: set one',
    );
    expect(() => loadSettings(schema, { PASSWORD_FILE: `${file}-missing` })).toThrow(
      /^setting PASSWORD_FILE is wrong .*: the file cannot be read \(ENOENT\)$/,
    );
  });

  it('is for secrets only', () => {
    expect(loadSettings(schema, { MODE_FILE: file }).MODE).toBe('fast');
  });
});

describe('an address', () => {
  const schema = Type.Object({
    CALLBACK_URL: webUrl('', 'where hubs deliver'),
    BROKERS: addresses(['127.0.0.1:9092'], 'brokers'),
  });

  it.each(['https://news.example', 'http://127.0.0.1:8080/base/', 'https://xn--nxasmq6b.example/?a=1'])(
    'may be %s',
    (given) => {
      expect(loadSettings(schema, { CALLBACK_URL: given }).CALLBACK_URL).toBe(given);
    },
  );

  it.each([
    'abc',
    'news.example',
    '/path',
    'ftp://news.example',
    'javascript:alert(1)',
    'http://',
    'http://u:p@x/',
    'http://x/#a',
  ])('stops at %s in one line that names the variable', (given) => {
    expect(() => loadSettings(schema, { CALLBACK_URL: given })).toThrow(
      /^setting CALLBACK_URL is wrong[^\n]+$/,
    );
  });

  it.each(['kafka:9092', 'a:1,b:65535', '[::1]:9092'])('of brokers may be %s', (given) => {
    expect(loadSettings(schema, { BROKERS: given }).BROKERS).toEqual(given.split(','));
  });

  it.each(['kafka', 'kafka:', 'kafka:port', 'kafka:99999', 'http://kafka:9092', 'a:1,b:65536'])(
    'of brokers is not %s',
    (given) => {
      expect(() => loadSettings(schema, { BROKERS: given })).toThrow(/^setting BROKERS is wrong[^\n]+$/);
    },
  );
});
