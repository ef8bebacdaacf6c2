import type { Tree } from '@nx/devkit';

/** Replaces one place of a file. Throws an Error where the place is not there: the file has changed and the generator has not. */
export function replaceIn(files: Tree, path: string, place: string | RegExp, text: string): void {
  const before = files.read(path, 'utf8');
  if (before === null) throw new Error(`${path} is missing`);
  const after = before.replace(place, () => text);
  if (after === before) throw new Error(`${path} has no place like ${String(place)}`);
  files.write(path, after);
}

/** Puts text before a place of a file; throws as `replaceIn`. */
export function insertBefore(files: Tree, path: string, place: string, text: string): void {
  replaceIn(files, path, place, text + place);
}
