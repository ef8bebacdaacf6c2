import { Type } from 'typebox';
import { loadSettings, SettingError } from './load-settings.js';
import { flag, integer, list, oneOf, port, requiredText, secret } from './setting-types.js';

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
