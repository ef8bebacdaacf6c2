import { dropTestDatabase, testDatabase, uniquePrefix } from './unique-names.js';

describe('names for tests', () => {
  it('makes a database name from the spec file, another at each call', () => {
    expect(testDatabase()).toMatch(/^test-unique-names-[0-9a-f]{8}$/);
    expect(testDatabase()).not.toBe(testDatabase());
  });

  it.each(['dateline', 'production', ''])('refuses the database name %p', (name) => {
    expect(() => testDatabase(name)).toThrow('must contain "test"');
  });

  it('refuses to drop a database that is not a test database', async () => {
    await expect(dropTestDatabase('mongodb://127.0.0.1:1', 'dateline')).rejects.toThrow(
      'must contain "test"',
    );
  });

  it('makes prefixes that are legal in topic names', () => {
    expect(uniquePrefix()).toMatch(/^[a-z0-9.-]+$/);
    expect(uniquePrefix()).not.toBe(uniquePrefix());
  });
});
