import {
  events,
  SERVICES,
  services,
  STAGE_READERS,
  stages,
  topics,
  type ServiceContract,
} from '@dateline/contracts';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const files = (pattern: string) => globSync(pattern, { cwd: fileURLToPath(root) });

it('is of the services that there are', () => {
  const folders = files('services/*/package.json').map((path) => path.split('/')[1]);
  expect(folders.toSorted()).toEqual(SERVICES.toSorted());
});

describe.each(SERVICES)('the %s', (service) => {
  const sources = files(`services/${service}/src/**/*.ts`)
    .filter((path) => !path.endsWith('.spec.ts'))
    .map(read)
    .join('\n');

  it('handles the stages that the table gives it, and no other', () => {
    const handled = [...sources.matchAll(/@StageHandler\('([a-z]+)'/g)].map(([, stage]) => stage);
    const given = STAGE_READERS.filter((reader) => reader.service === service).map(({ stage }) => stage);
    expect(handled.toSorted()).toEqual(given.toSorted());
  });

  it('makes events for the topics that the table lets it write, and for no other', () => {
    const made = [...sources.matchAll(/(?:makeEvent\(\s*|[?:]\s*)events\.(\w+)/g)].map(([, event]) => event);
    const own: ServiceContract | undefined = services.find(({ name }) => name === service);
    const written = stages.filter((stage) => stage.service === service).flatMap(({ writes }) => writes);
    expect(topicKeysOf(made)).toEqual([...new Set<string>([...written, ...(own?.writes ?? [])])].toSorted());
  });
});

/** What stays by hand: each names every service that there is. */
describe('the hand-kept lists name every service:', () => {
  it('docker-compose.yml, as an image that is built', () => {
    const { services: composed } = parse(read('docker-compose.yml'), { merge: true }) as Compose;
    for (const name of SERVICES) {
      expect([name, composed[name]?.image]).toEqual([name, `dateline/${name}:\${DATELINE_VERSION:-dev}`]);
      expect([name, composed[name]?.build?.args.SERVICE]).toEqual([name, name]);
    }
  });

  it('deploy/compose/compose.prod.yml, with authentication and TLS', () => {
    const text = read('deploy/compose/compose.prod.yml').replaceAll(/!reset|!override/g, '');
    const { services: secured } = parse(text, { merge: true }) as Compose;
    for (const name of SERVICES)
      expect([name, Object.keys(secured[name]?.environment ?? {})]).toEqual([
        name,
        expect.arrayContaining(['KAFKA_SASL_PASSWORD', 'MONGODB_URI']),
      ]);
  });

  it.each(['README.md', 'docs/pipeline.md'])('%s', (path) => {
    const text = read(path);
    for (const name of SERVICES) expect([name, text.includes(name)]).toEqual([name, true]);
  });
});

interface Compose {
  services: Record<
    string,
    | { image?: string; build?: { args: { SERVICE?: string } }; environment?: Record<string, string> }
    | undefined
  >;
}

/** Keys of the topics that the events travel on. */
function topicKeysOf(names: readonly (string | undefined)[]): string[] {
  const travelled = new Set(
    names.map((name) => Object.entries(events).find(([key]) => key === name)?.[1].topic),
  );
  return Object.entries(topics)
    .filter(([, topic]) => travelled.has(topic.name))
    .map(([key]) => key)
    .toSorted();
}
