import type { Tree } from '@nx/devkit';

export interface StageOptions {
  name: string;
  after?: string;
  service?: string;
}

/** Everything that is named after the stage. */
export interface StageNames {
  /** enrich */
  stage: string;
  /** enricher */
  service: string;
  /** Enricher */
  Service: string;
  /** Key of its topic, and its past participle: enriched */
  topic: string;
  /** ArticleEnriched */
  Event: string;
  /** Name of the stage before it, and the key and event of the topic that it reads: parse, parsed, ArticleParsed */
  after: string;
  reads: string;
  Read: string;
  port: number;
}

const TABLE = 'libs/contracts/src/pipeline.ts';
const upperFirst = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const withEnding = (verb: string, ending: 'er' | 'ed') =>
  verb.endsWith('e') ? verb + ending.slice(1) : verb + ending;

/** Throws an Error where `after` is no stage that writes an event of an article. */
export function namesOf(files: Tree, { name, after = 'parse', service }: StageOptions): StageNames {
  const table = files.read(TABLE, 'utf8') ?? '';
  const row = new RegExp(`name: '${after}',[^}]*?writes: \\['(\\w+)'`).exec(table);
  const reads = row?.[1];
  if (reads === undefined) throw new Error(`${TABLE} has no stage "${after}" that writes a topic`);
  const ports = [...table.matchAll(/port: (\d+)/g)].map(([, port]) => Number(port));
  const owner = service ?? withEnding(name, 'er');
  const topic = withEnding(name, 'ed');
  return {
    stage: name,
    service: owner,
    Service: upperFirst(owner),
    topic,
    Event: `Article${upperFirst(topic)}`,
    after,
    reads,
    Read: `Article${upperFirst(reads)}`,
    port: Math.max(...ports) + 1,
  };
}
