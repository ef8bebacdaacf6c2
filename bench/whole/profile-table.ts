import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is read of a .cpuprofile of V8. */
interface CpuProfile {
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  timeDeltas: number[];
}

const ROWS = 25;
/** No work of ours: a thread that waits, and V8's own name for an idle program. */
const WAITS = new Set(['(idle)', '(root)', 'atomicsWaitLoop', 'wait']);

/** Where the processor time of each service goes: by package, and the functions with the most time of their own, in ms a page. */
export function profileTable(folder: string, pages: number): string {
  return readdirSync(folder)
    .filter((service) => existsSync(join(folder, service)))
    .map((service) => tableOf(service, join(folder, service), pages))
    .join('\n\n');
}

function tableOf(service: string, folder: string, pages: number): string {
  const [byPackage, byFunction] = [new Map<string, number>(), new Map<string, number>()];
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.cpuprofile')))
    addProfile(JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile, byPackage, byFunction);
  const perPage = (ms: number) => (ms / pages).toFixed(2).padStart(7);
  const rows = (times: Map<string, number>) =>
    [...times]
      .sort(([, a], [, b]) => b - a)
      .slice(0, ROWS)
      .map(([name, ms]) => `${perPage(ms)}  ${name}`);
  const all = [...byPackage.values()].reduce((sum, ms) => sum + ms, 0);
  return [`${service}: ${perPage(all)} ms a page`, ...rows(byPackage), '  --', ...rows(byFunction)].join(
    '\n',
  );
}

function addProfile(
  { nodes, samples, timeDeltas }: CpuProfile,
  byPackage: Map<string, number>,
  byFunction: Map<string, number>,
): void {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  samples.forEach((id, i) => {
    const { functionName = '', url = '' } = names.get(id) ?? {};
    if (WAITS.has(functionName)) return;
    const ms = (timeDeltas[i] ?? 0) / 1000;
    const place = placeOf(url);
    const group = functionName.startsWith('(') ? functionName : place;
    byPackage.set(group, (byPackage.get(group) ?? 0) + ms);
    const name = `${functionName || '(anonymous)'} ${place}`;
    byFunction.set(name, (byFunction.get(name) ?? 0) + ms);
  });
}

/** The package that a script belongs to. */
function placeOf(url: string): string {
  const inModules = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (inModules) return inModules;
  return /\/((?:libs|services)\/[^/]+)\//.exec(url)?.[1] ?? (url === '' ? 'native' : url);
}
