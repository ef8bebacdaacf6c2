import { isSameSecret, isSecretOf, KEY_NAME, makeApiKey, readToken } from './api-key.js';

const at = new Date('2026-03-03T09:00:00.000Z');
const made = () => makeApiKey({ name: 'desk', role: 'operate', createdBy: 'first-admin' }, at);

it('keeps nothing from which the token could be made again', () => {
  const { key, token } = made();
  const secret = readToken(token)?.secret ?? '';
  expect(secret).toHaveLength(43);
  expect(JSON.stringify(key)).not.toContain(secret);
  expect(isSecretOf(key, secret)).toBe(true);
});

it('makes no key twice, and knows none by the secret of another', () => {
  const [one, other] = [made(), made()];
  expect(one.key.keyId).not.toBe(other.key.keyId);
  expect(isSecretOf(one.key, readToken(other.token)?.secret ?? '')).toBe(false);
});

it.each(['', 'dateline_', 'dateline_0123456789abcdef_short', `x${made().token}`, `${made().token}\n`])(
  'takes %j for no token',
  (text) => {
    expect(readToken(text)).toBeNull();
  },
);

it('compares secrets of any lengths', () => {
  expect(isSameSecret('a', 'a')).toBe(true);
  expect(isSameSecret('a', 'ab')).toBe(false);
});

it.each([
  ['legal-desk', true],
  ['ci@paper.example', true],
  ['Legal desk', false],
  ['', false],
  ['-x', false],
  ['a'.repeat(65), false],
])('%j as a name: %s', (name, isName) => {
  expect(KEY_NAME.test(name)).toBe(isName);
});
