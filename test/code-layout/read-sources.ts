import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { ImportGraph } from './find-circles.js';

const SKIPPED: ReadonlySet<string> = new Set(['node_modules', 'dist', 'fixtures', 'examples']);

/** Paths of the TypeScript files under some folders, specs included, relative to the root. */
export function sourcesIn(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const inside = path.join(folder, entry.name);
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : sourcesIn(root, [inside]);
      return entry.name.endsWith('.ts') ? [inside] : [];
    }),
  );
}

/** What each file imports of the others, types included. */
export function importsOf(root: string, sources: readonly string[]): ImportGraph {
  const known = new Set(sources);
  return new Map(
    sources.map((source) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, source), 'utf8'));
      const targets = importedFiles
        .filter(({ fileName }) => fileName.startsWith('.'))
        .map(({ fileName }) => path.join(path.dirname(source), fileName.replace(/\.js$/, '.ts')));
      return [source, targets.filter((target) => known.has(target))];
    }),
  );
}
