/**
 * What one service runs on, and nothing else: `node deploy/image/pack-service.ts <service> <folder>` copies its build, the builds of the
 * libraries it names, and the packages that these need at run time, where they lay. Type declarations, source maps and prose of
 * third-party packages stay behind; their licences come along.
 */
import {
  cpSync,
  existsSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

type Versions = Record<string, string>;

/** What is read of a package.json. */
interface Manifest {
  name: string;
  dependencies?: Versions;
  optionalDependencies?: Versions;
  peerDependencies?: Versions;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

interface Need {
  name: string;
  optional: boolean;
}

const LEFT_OUT = /(\.d\.[cm]?ts|\.map|\.tsbuildinfo|\.markdown)$|^(?!licen[cs]e|notice|copying).*\.md$/i;
const LEFT_OUT_FOLDERS = new Set([
  'node_modules',
  '.bin',
  'test',
  'tests',
  '__tests__',
  'example',
  'examples',
]);

/** Folders of all packages that `folder` needs at run time, itself first. Throws when one that is not optional is missing. */
export function runtimePackages(folder: string): string[] {
  const found = new Set<string>();
  const open = [realpathSync(folder)];
  for (let current = open.pop(); current !== undefined; current = open.pop()) {
    if (found.has(current)) continue;
    found.add(current);
    for (const { name, optional } of needsOf(readManifest(current))) {
      const at = locate(name, current);
      if (at !== undefined) open.push(at);
      else if (!optional) throw new Error(`${name}, which ${current} needs, is not installed`);
    }
  }
  return [...found];
}

/** Optional peers are left to whoever really depends on them. */
function needsOf({
  dependencies = {},
  optionalDependencies = {},
  peerDependencies = {},
  peerDependenciesMeta = {},
}: Manifest): Need[] {
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional);
  return [
    ...Object.keys(dependencies).map((name) => ({ name, optional: name in optionalDependencies })),
    ...Object.keys(optionalDependencies).map((name) => ({ name, optional: true })),
    ...peers.map((name) => ({ name, optional: true })),
  ];
}

/** Node's own look-up: the nearest node_modules that has it. */
function locate(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
    if (dirname(folder) === folder) return undefined;
  }
}

const readManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Copies the service and what it needs from the workspace at `root` to `target`; every file is dated `at`. */
export function packService({
  root,
  service,
  target,
  at,
}: {
  root: string;
  service: string;
  target: string;
  at: Date;
}): void {
  const start = join(root, 'services', service);
  if (!existsSync(join(start, 'dist', 'main.js'))) throw new Error(`the ${service} is not built: ${start}`);
  for (const folder of runtimePackages(start)) {
    const path = relative(realpathSync(root), folder);
    if (path.startsWith('..')) throw new Error(`${folder} lies outside of the workspace`);
    if (path.split(sep).includes('node_modules')) copyPackage(folder, join(target, path));
    else copyWorkspace(folder, { target, path });
  }
  cpSync(join(root, 'LICENSE'), join(target, 'LICENSE'));
  setTimes(target, at);
}

function copyPackage(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => path === from || !(LEFT_OUT.test(basename(path)) || isLeftOutFolder(path, from)),
  });
}

/** Only at the top of a package: deeper down such a name may be code. */
const isLeftOutFolder = (path: string, top: string): boolean =>
  dirname(path) === top && LEFT_OUT_FOLDERS.has(basename(path));

/** Our own packages: manifest and build with its source maps, and the link by which they are found. */
function copyWorkspace(from: string, { target, path }: { target: string; path: string }): void {
  const to = join(target, path);
  mkdirSync(to, { recursive: true });
  cpSync(join(from, 'package.json'), join(to, 'package.json'));
  cpSync(join(from, 'dist'), join(to, 'dist'), { recursive: true });
  const link = join(target, 'node_modules', readManifest(from).name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(relative(dirname(link), to), link);
}

/** One date for everything: the same sources give the same layer. */
function setTimes(path: string, at: Date): void {
  const entries = readdirSync(path, { withFileTypes: true });
  for (const entry of entries) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) setTimes(child, at);
    else lutimesSync(child, at, at);
  }
  lutimesSync(path, at, at);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const [service, target] = process.argv.slice(2);
  if (!service || !target) throw new Error('usage: pack-service.ts <service> <folder>');
  const at = new Date(Number(process.env['SOURCE_DATE_EPOCH'] ?? 0) * 1000);
  packService({ root: process.cwd(), service, target, at });
}
