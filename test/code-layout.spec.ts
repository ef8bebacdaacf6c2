import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCircles } from './code-layout/find-circles.js';
import { importsOf, sourcesIn } from './code-layout/read-sources.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = sourcesIn(root, ['libs', 'services', 'test', 'bench', 'tools', 'deploy']);

describe('import circles', () => {
  it.each([
    ['two files that import each other', { a: ['b'], b: ['a'] }, [['a', 'b']]],
    ['a circle by way of a third file', { a: ['b'], b: ['c'], c: ['a'], d: ['a'] }, [['a', 'b', 'c']]],
    ['a file that imports itself', { a: ['a'] }, [['a']]],
    ['two ways to one file', { a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
  ])('are found: %s', (_, imports, expected) => {
    expect(findCircles(new Map(Object.entries<string[]>(imports)))).toEqual(expected);
  });

  it('do not exist', () => {
    expect(findCircles(importsOf(root, sources))).toEqual([]);
  });
});

describe('folders', () => {
  /** Repositories stay together: docs/contributing.md, "Rules". */
  const EXCEPT = new Set(['libs/storage/src/repositories']);
  const MOST = 20;
  const isSource = (file: string) => !file.endsWith('.spec.ts') && !isWordList(file);

  it('hold twenty source files at most', () => {
    const counts = Map.groupBy(sources.filter(isSource), (file) => path.dirname(file));
    const crowded = [...counts].filter(([folder, files]) => files.length > MOST && !EXCEPT.has(folder));
    expect(crowded.map(([folder, files]) => `${folder}: ${files.length}`)).toEqual([]);
  });
});

describe('file names', () => {
  const ROLES =
    /\.(module|config|consumer|controller|command|repository|store|model|schema|types|rules|limits|document|fields|errors|metrics|gauges|gate|filter|guard|interceptor|pipe|decorator|context|logger|server|worker|contract|spec)$/;
  const VERBS =
    /^(add|adopt|apply|ask|build|change|check|choose|classify|collect|compare|count|decide|decode|delay|describe|detect|discover|do|drop|explain|fetch|filter|find|follow|hash|identify|judge|keep|learn|load|make|map|match|measure|migrate|normalise|note|observe|order|pack|parse|plan|prefer|process|prune|publish|read|remove|render|repair|replay|report|resolve|restore|run|sanitise|scan|schedule|select|send|settle|split|strip|take|tell|undo|unpack|unwrap|validate|visit|wait|watch|weigh|withdraw)-/;
  const named = sources.filter(
    (file) => file.includes('/src/') && !/\/(migrations|cli|generate)\//.test(file),
  );

  it('that begin with a verb are those of a function, or of the class that does it', () => {
    const wrong = named.filter((file) => {
      const name = path.basename(file, '.ts');
      if (!VERBS.test(name) || name.includes('.')) return false;
      const camel = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
      const text = readFileSync(path.join(root, file), 'utf8');
      return !new RegExp(`export (async )?(function\\*?|const|class) ${camel}\\b`, 'i').test(text);
    });
    expect(wrong).toEqual([]);
  });

  it('that name a role name one of the list', () => {
    const names = named.map((file) => path.basename(file, '.ts'));
    expect(names.filter((name) => name.includes('.') && !ROLES.test(name))).toEqual([]);
  });
});

/** A file of words and no code: it exports constants only. */
function isWordList(file: string): boolean {
  return /-(words|names|labels|keys|phrases|headings|lines|places|offsets|particles)\.ts$/.test(file);
}
