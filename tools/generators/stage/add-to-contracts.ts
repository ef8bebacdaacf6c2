import type { Tree } from '@nx/devkit';
import { insertBefore, replaceIn } from './insert-text.ts';
import type { StageNames } from './stage-names.ts';

const SOURCES = 'libs/contracts/src';

/** The event with its example, and the rows of the service, the stage and the topic. */
export function addToContracts(files: Tree, names: StageNames): void {
  addEvent(files, names);
  addExample(files, names);
  const { stage, service, topic, after, reads, port } = names;
  insertBefore(
    files,
    `${SOURCES}/pipeline.ts`,
    "  { name: 'indexer', role:",
    `  { name: '${service}', role: 'does its part on every article: ${stage}', port: ${port}, writes: [] },\n`,
  );
  const table = files.read(`${SOURCES}/pipeline.ts`, 'utf8') ?? '';
  // What read the topic reads the new one: the new stage stands between them.
  files.write(`${SOURCES}/pipeline.ts`, table.replaceAll(`reads: '${reads}'`, `reads: '${topic}'`));
  replaceIn(
    files,
    `${SOURCES}/pipeline.ts`,
    new RegExp(`\\n {2}\\{\\s*name: '${after}',[^}]*\\},\\n`),
    `${rowOf(files, after)}  {
    name: '${stage}',
    service: '${service}',
    reads: '${reads}',
    writes: ['${topic}'],
    ends: ['rejected', 'dead_lettered'],
    records: 'all',
  },
`,
  );
  insertBefore(
    files,
    `${SOURCES}/topics.ts`,
    '  deduplicated: articleTopic(',
    `  ${topic}: articleTopic('news.article.${topic}.v1', 'Articles as the stage ${stage} leaves them'),\n`,
  );
}

const rowOf = (files: Tree, stage: string): string =>
  new RegExp(`\\n {2}\\{\\s*name: '${stage}',[^}]*\\},\\n`).exec(
    files.read(`${SOURCES}/pipeline.ts`, 'utf8') ?? '',
  )?.[0] ?? '';

function addEvent(files: Tree, { topic, service, Event, Read, reads }: StageNames): void {
  files.write(
    `${SOURCES}/events/article-${topic}.schema.ts`,
    `import { Type, type Static } from 'typebox';
import { Instant } from '../records/fields.schema.js';
import { ${Read} } from './article-${reads}.schema.js';

/** An article with what the ${service} adds to it. */
export const ${Event} = Type.Object(
  {
    ...${Read}.properties,
    ${service}Version: Type.String({ description: 'Version of the ${service}' }),
    ${topic}At: Instant,
  },
  { title: '${Event}' },
);
export type ${Event} = Static<typeof ${Event}>;
`,
  );
  insertBefore(
    files,
    `${SOURCES}/index.ts`,
    "export * from './events/article-fetched.schema.js';",
    `export * from './events/article-${topic}.schema.js';\n`,
  );
  const contracts = `${SOURCES}/events/event-contracts.ts`;
  insertBefore(
    files,
    contracts,
    'import { ArticleFetched }',
    `import { ${Event} } from './article-${topic}.schema.js';\n`,
  );
  insertBefore(
    files,
    contracts,
    '  articleDeduplicated: event(',
    `  article${Event.slice('Article'.length)}: event(
    'news.article.${topic}.v1',
    topics.${topic}.name,
    ${Event},
    'An article has what the ${service} adds',
  ),
`,
  );
}

/** The stored example of the event that it reads, with what the stage adds. */
function addExample(files: Tree, { topic, service, reads }: StageNames): void {
  const folder = 'libs/contracts/examples';
  const example = files.read(`${folder}/news.article.${reads}.v1.article.json`, 'utf8');
  const value = JSON.parse(example ?? '{}') as Record<string, unknown>;
  const added = { ...value, [`${service}Version`]: '0.1.0', [`${topic}At`]: '2026-03-03T09:05:09.000Z' };
  files.write(`${folder}/news.article.${topic}.v1.article.json`, `${JSON.stringify(added, null, 2)}\n`);
}
