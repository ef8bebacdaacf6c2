import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const GUIDE = readFileSync(resolve(HERE, '../../../../docs/publisher-rules.md'), 'utf8');
const NOT_A_RULE = /^(?:find-publisher-rule|publisher-rule|publisher-rules\.spec)\.ts$/;
const RULE_FILES = readdirSync(HERE).filter((name) => name.endsWith('.ts') && !NOT_A_RULE.test(name));

describe('publisher rules', () => {
  it.each(RULE_FILES)('%s is listed, dated, and has a fixture', (file) => {
    const name = file.replace(/\.ts$/, '');
    const source = readFileSync(join(HERE, file), 'utf8');
    expect(source).toMatch(/checked: '\d{4}-\d\d-\d\d'/);
    expect(readFileSync(join(HERE, 'find-publisher-rule.ts'), 'utf8')).toContain(`./${name}.js`);
    for (const suffix of ['html', 'expected.json'])
      expect(existsSync(join(HERE, '../fixtures', `${name}.${suffix}`))).toBe(true);
  });

  it('are explained as they are: every field and file that the guide names exists', () => {
    const rule = readFileSync(join(HERE, 'publisher-rule.ts'), 'utf8');
    for (const field of ['name', 'domains', 'printedNames', 'chromeLines', 'checked']) {
      expect(GUIDE).toContain(`\`${field}\``);
      expect(rule).toMatch(new RegExp(`\\b${field}\\??:`));
    }
    expect(RULE_FILES.filter((file) => GUIDE.includes(file))).not.toEqual([]);
  });
});
