// npm run bench:parse [-- <folder>] [--json] [--no-peer]: pages per CPU second, peak memory and slowest page of the
// parser over a corpus folder (index.json, pages/<id>.html.gz), and of trafilatura over the same pages.
// Each goes over the folder four times: the quickest of the last three passes is the pace of a stage that runs for long, and what the
// ratio is of; the first, in which Node.js still compiles the code, stands beside it. Exit code 1: a goal is missed (ratio 3.0, 200 MB,
// 1 s a page).
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { CorpusCosts } from '../peers/parse-corpus.ts';
import type { ThreadSpeeds } from './parse-in-threads.ts';

const TRAFILATURA = '2.3.1';
/** A third of 32 MB, as in the threads of the parse stage (libs/worker-pool). Left alone, V8 fills 100 MB more with dead objects. */
const HEAP = ['--max-semi-space-size=10', '--max-old-space-size=128'];
const GOALS = { ratio: 3.0, peakRssMb: 200, slowestSeconds: 1 };
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const peers = join(here, '../peers');
const { values: options, positionals } = parseArgs({
  options: { json: { type: 'boolean' }, 'no-peer': { type: 'boolean' } },
  allowPositionals: true,
});
const folder = resolve(positionals[0] ?? join(root, '../shared/corpora/extraction'));
if (!existsSync(join(folder, 'index.json'))) fail(`no index.json in ${folder}`);

const say = (line: string) => process.stderr.write(`bench: ${line}\n`);

function fail(line: string): never {
  process.stderr.write(`bench: ${line}\n`);
  process.exit(2);
}

function run(command: string, args: string[], what: string): string {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, cwd: root });
  if (done.status !== 0)
    fail(`${what} failed\n${done.stdout ?? ''}${done.stderr ?? done.error?.message ?? ''}`);
  return done.stdout;
}

/** The Python that has trafilatura, in a virtual environment that is kept. */
function peerPython(): string {
  const environment = join(root, '.cache', 'bench', `trafilatura-${TRAFILATURA}`);
  const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const installed = existsSync(python) && spawnSync(python, ['-c', 'import trafilatura']).status === 0;
  if (!installed) {
    say(`installing trafilatura ${TRAFILATURA} into ${environment}`);
    run('python3', ['-m', 'venv', '--clear', environment], 'python3 -m venv');
    // justext, which it needs, names an extra of lxml that newer lxml no longer has.
    const packages = [`trafilatura==${TRAFILATURA}`, 'lxml_html_clean'];
    run(python, ['-m', 'pip', 'install', '--quiet', ...packages], 'pip install');
  }
  return python;
}

const node = process.execPath;
say('dateline');
const corpus = [...HEAP, '--no-warnings', join(peers, 'parse-corpus.ts'), folder];
const own = JSON.parse(run(node, corpus, 'the parser')) as CorpusCosts;
const threads = availableParallelism();
say(`dateline in ${threads} threads`);
const inThreads = join(here, 'parse-in-threads.ts');
const pool = JSON.parse(
  run(node, ['--no-warnings', inThreads, folder, String(threads)], 'the threads'),
) as ThreadSpeeds;
let peer: CorpusCosts | null = null;
if (!options['no-peer']) {
  const python = peerPython();
  say(`trafilatura ${TRAFILATURA}`);
  peer = JSON.parse(run(python, [join(peers, 'parse-corpus.py'), folder], 'trafilatura')) as CorpusCosts;
}

const perCpuSecond = ({ pages, cpuSeconds }: CorpusCosts) => pages / cpuSeconds;
const inFirstPass = ({ pages, firstPass }: CorpusCosts) => pages / firstPass;
const ratio = peer && perCpuSecond(own) / perCpuSecond(peer);
const firstRatio = peer && inFirstPass(own) / inFirstPass(peer);
const missed = [
  ...(ratio !== null && ratio < GOALS.ratio ? [`ratio ${ratio.toFixed(2)} < ${GOALS.ratio}`] : []),
  ...(own.peakRssMb > GOALS.peakRssMb
    ? [`peak RSS ${own.peakRssMb.toFixed(0)} MB > ${GOALS.peakRssMb}`]
    : []),
  ...(own.slowest.seconds > GOALS.slowestSeconds
    ? [`page ${own.slowest.id} took ${own.slowest.seconds.toFixed(2)} s > ${GOALS.slowestSeconds}`]
    : []),
  ...(own.failed > 0 ? [`${own.failed} pages failed`] : []),
];

if (options.json) {
  console.log(JSON.stringify({ dateline: own, trafilatura: peer, ratio, firstRatio, pool, missed }, null, 2));
} else {
  const line = (name: string, r: CorpusCosts) =>
    `${name.padEnd(20)} ${String(r.pages).padStart(5)} pages  ${perCpuSecond(r).toFixed(1).padStart(6)} pages/CPU-s (first pass ${inFirstPass(r).toFixed(1)})  ` +
    `${r.peakRssMb.toFixed(0).padStart(4)} MB peak RSS  slowest ${r.slowest.seconds.toFixed(2)} s (${r.slowest.id})`;
  console.log(line('dateline', own));
  if (peer) console.log(line(`trafilatura ${TRAFILATURA}`, peer));
  if (ratio !== null && firstRatio !== null)
    console.log(
      `ratio ${ratio.toFixed(2)} (goal ${GOALS.ratio.toFixed(1)}); in the first pass ${firstRatio.toFixed(2)}`,
    );
  console.log(
    `threads: main thread ${pool.mainPagesPerSecond.toFixed(0)} pages/s, pool of ${pool.threads} ${pool.poolPagesPerSecond.toFixed(0)} pages/s`,
  );
  console.log(missed.length === 0 ? 'every goal is met' : `missed: ${missed.join('; ')}`);
}
process.exitCode = missed.length === 0 ? 0 : 1;
