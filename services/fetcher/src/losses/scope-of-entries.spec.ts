import { isInScope, scopeOfEntries } from './scope-of-entries.js';

describe('scopeOfEntries', () => {
  it.each([
    [['https://a.example/sport/x', 'https://a.example/sport/y'], ['a.example'], '/sport/'],
    [['https://a.example/sport/x', 'https://a.example/arts/y'], ['a.example'], '/'],
    [['https://a.example/2026/03/x', 'https://a.example/2026/03/y'], ['a.example'], '/'],
    [['https://a.example/x', 'https://b.example/y'], ['a.example', 'b.example'], '/'],
  ])('%j', (urls, hosts, pathPrefix) => {
    expect(scopeOfEntries(urls)).toEqual({ hosts, pathPrefix });
  });

  it('knows none without an address', () => {
    expect(scopeOfEntries([])).toBeNull();
    expect(scopeOfEntries(['no address'])).toBeNull();
  });

  it('tells what belongs to it', () => {
    const scope = { hosts: ['a.example'], pathPrefix: '/sport/' };
    expect(isInScope(scope, 'https://a.example/sport/z')).toBe(true);
    expect(isInScope(scope, 'https://a.example/arts/z')).toBe(false);
    expect(isInScope(scope, 'https://b.example/sport/z')).toBe(false);
    expect(isInScope(scope, 'nonsense')).toBe(false);
  });
});
