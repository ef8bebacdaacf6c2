/**
 * Checks the licence and the hash of every package that is installed for production, as the lock file has them: check-licences.ts.
 * Exit code 1 names those that fail.
 */
import { readFileSync } from 'node:fs';

/** Licences that may be carried along by a product under Apache-2.0 (SPDX). */
const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'CC-BY-4.0',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

/** What is read of an entry of package-lock.json. */
interface LockedPackage {
  version?: string;
  license?: string;
  integrity?: string;
  dev?: boolean;
  devOptional?: boolean;
  link?: boolean;
}

const root = new URL('../../', import.meta.url);
const { packages } = JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')) as {
  packages: Record<string, LockedPackage>;
};
const shipped = Object.entries(packages).filter(
  ([path, { dev, devOptional, link }]) => path.includes('node_modules/') && !dev && !devOptional && !link,
);
const problems = shipped.flatMap(([path, { version, license, integrity }]) => {
  const name = `${path.replace(/^.*node_modules\//, '')} ${version ?? ''}`;
  const licence = license ?? licenceInManifest(path);
  return [
    ...(isAllowed(licence) ? [] : [`${name}: licence ${licence ?? 'not named'}`]),
    ...(integrity?.startsWith('sha512-') ? [] : [`${name}: no sha512 in the lock file`]),
  ];
});
for (const problem of problems) console.error(problem);
console.log(`licences: ${shipped.length} packages, ${problems.length} problems`);
process.exit(problems.length === 0 && shipped.length > 0 ? 0 : 1);

/** `A OR B` asks for one, `A AND B` for all. */
function isAllowed(expression: string | undefined): boolean {
  if (expression === undefined) return false;
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isAllowed);
  return bare.split(' AND ').every((licence) => ALLOWED.has(licence));
}

/** Manifests of some years ago have `licenses`, or the file LICENSE alone. */
function licenceInManifest(path: string): string | undefined {
  const read = (file: string) => {
    try {
      return readFileSync(new URL(`${path}/${file}`, root), 'utf8');
    } catch {
      return '';
    }
  };
  const { licenses } = JSON.parse(read('package.json') || '{}') as { licenses?: { type?: string }[] };
  if (licenses?.[0]?.type) return licenses[0].type;
  const text = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license', 'LICENCE'].map(read).join('\n');
  return /permission is hereby granted, free of charge, to any person obtaining a copy/i.test(text)
    ? 'MIT'
    : undefined;
}
