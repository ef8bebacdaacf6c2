import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, extname, join, relative, sep } from 'node:path';

/** A file to import, and its path relative to the operand that contains it (with `/`). */
export interface FoundFile {
  path: string;
  relative: string;
}

const PAGE_EXTENSIONS: ReadonlySet<string> = new Set(['.html', '.htm', '.xhtml', '.txt', '.text']);

/** Named files, and the HTML and text files in named directories, sorted by name. Hidden files are left out. */
export async function collectFiles(operands: readonly string[]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const operand of operands) {
    if ((await stat(operand)).isDirectory()) found.push(...(await filesUnder(operand)));
    else found.push({ path: operand, relative: basename(operand) });
  }
  return found;
}

async function filesUnder(directory: string): Promise<FoundFile[]> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && PAGE_EXTENSIONS.has(extname(entry.name).toLowerCase()))
    .map((entry) => pathsOf(entry, directory))
    .filter((file) => !file.relative.split('/').some((part) => part.startsWith('.')))
    .sort((a, b) => (a.relative < b.relative ? -1 : 1));
}

function pathsOf(entry: Dirent, directory: string): FoundFile {
  const path = join(entry.parentPath, entry.name);
  return { path, relative: relative(directory, path).split(sep).join('/') };
}
