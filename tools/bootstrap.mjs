/**
 * Runs before the npm commands, with whatever Node.js there is and nothing installed: `node tools/bootstrap.mjs [--build]`.
 * Installs the dependencies when they are not those of package-lock.json, then builds. Writes to stderr only, so that the
 * command that follows has stdout to itself.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const marker = join(modules, '.dateline-lock');
const isWindows = process.platform === 'win32';

const say = (line) => process.stderr.write(`dateline: ${line}\n`);

function main() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
    fail(`Node.js ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}.`);
  }
  install();
  useHooks();
  if (process.argv.includes('--build')) build();
}

function fail(line) {
  say(line);
  process.exit(1);
}

/** The Node.js that runs the services is itself a dependency; without its binary nothing works. */
function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const installed = existsSync(marker) ? readFileSync(marker, 'utf8') : '';
  if (installed === wanted && existsSync(join(modules, '.bin', 'node'))) return;
  say(
    `installing dependencies (npm ci); ${installed ? 'package-lock.json has changed' : 'a minute or two the first time'}`,
  );
  const started = Date.now();
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    // npm's own output goes to stderr, too.
    stdio: ['ignore', 2, 2],
    shell: isWindows,
    env: cleanEnvironment(),
  });
  if (npm.error) fail(`npm could not be run: ${npm.error.message}`);
  if (npm.status !== 0) fail('npm ci failed; what it says is above.');
  writeFileSync(marker, wanted);
  say(`dependencies installed in ${seconds(started)} s`);
}

/** npm hands its own settings down as npm_config_*; a flag meant for `npm start` is not one for `npm ci`. */
function cleanEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(lifecycle|package|command|execpath)/i.test(name),
  );
  return Object.fromEntries(kept);
}

/** Commits of a clone are checked by .githooks unless this is CI or hooks are chosen already. A linked work tree follows its clone. */
function useHooks() {
  const isClone = statSync(join(root, '.git'), { throwIfNoEntry: false })?.isDirectory();
  if (process.env.CI || !isClone) return;
  const git = (...args) => spawnSync('git', ['config', ...args], { cwd: root, encoding: 'utf8' });
  const { status, stdout } = git('--get', 'core.hooksPath');
  if (status === 1 && stdout === '') git('core.hooksPath', '.githooks');
}

/**
 * Nx builds what has changed. When that fails it may be its cache: a second try with an empty one tells, and the damaged one goes.
 */
function build() {
  const started = Date.now();
  let attempt = nxBuild({});
  if (attempt.status !== 0 || notBuilt().length > 0) {
    say('the build failed or is not whole; once more without the build cache');
    const empty = mkdtempSync(join(tmpdir(), 'dateline-nx-'));
    attempt = nxBuild({
      NX_CACHE_DIRECTORY: join(empty, 'cache'),
      NX_WORKSPACE_DATA_DIRECTORY: join(empty, 'data'),
    });
    rmSync(empty, { recursive: true, force: true });
    if (attempt.status === 0) rmSync(join(root, '.nx'), { recursive: true, force: true });
  }
  if (attempt.status !== 0) {
    process.stderr.write(`${attempt.stdout}${attempt.stderr}`);
    fail('the build failed; what it says is above.');
  }
  if (notBuilt().length > 0) fail(`the build left nothing at ${notBuilt().join(', ')}.`);
  say(`built in ${seconds(started)} s`);
}

function nxBuild(environment) {
  const packageFolder = join(modules, 'nx');
  const { bin } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'));
  const local = join(modules, 'node', 'bin', isWindows ? 'node.exe' : 'node');
  const args = [join(packageFolder, bin.nx), 'run-many', '-t', 'build'];
  return spawnSync(existsSync(local) ? local : process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', ...environment },
  });
}

function notBuilt() {
  const services = readdirSync(join(root, 'services')).filter((name) =>
    existsSync(join(root, 'services', name, 'package.json')),
  );
  return services
    .map((name) => `services/${name}/dist/main.js`)
    .filter((path) => !existsSync(join(root, path)));
}

function seconds(since) {
  return Math.round((Date.now() - since) / 100) / 10;
}

main();
