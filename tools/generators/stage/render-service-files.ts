import type { StageNames } from './stage-names.ts';

/** The files of the service, by path. */
export function renderServiceFiles(names: StageNames): Map<string, string> {
  const folder = `services/${names.service}`;
  const { stage, service, reads } = names;
  return new Map([
    [`${folder}/package.json`, manifestOf(names)],
    [`${folder}/src/main.ts`, mainOf(names)],
    [`${folder}/src/version.ts`, versionOf(names)],
    [`${folder}/src/${service}.config.ts`, configOf(names)],
    [`${folder}/src/${service}.module.ts`, moduleOf(names)],
    [`${folder}/src/article-${reads}.consumer.ts`, consumerOf(names)],
    [`${folder}/src/${stage}-article.ts`, stageOf(names)],
    [`${folder}/src/${stage}-article.spec.ts`, specOf(names)],
  ]);
}

const PACKAGES = {
  '@nestjs/common': '^12.0.0',
  '@nestjs/core': '^12.5.1',
  '@nestjs/microservices': '^12.1.1',
  '@nestjs/platform-express': '^12.0.0',
  'reflect-metadata': '^0.2.2',
  rxjs: '^7.8.2',
  typebox: '^1.4.3',
};

function manifestOf({ service }: StageNames): string {
  const own = ['contracts', 'messaging', 'service'].map((name) => [`@dateline/${name}`, '0.1.0']);
  const manifest = {
    name: `@dateline/${service}`,
    version: '0.1.0',
    private: true,
    license: 'Apache-2.0',
    type: 'module',
    nx: { tags: ['type:service'], targets: { build: {}, lint: {}, test: {} } },
    dependencies: { ...Object.fromEntries(own), ...PACKAGES },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

const constantOf = ({ service }: StageNames) => service.toUpperCase();

const mainOf = (names: StageNames) => `import { runService } from '@dateline/service';
import { ${names.service}Settings } from './${names.service}.config.js';
import { ${names.Service}Module } from './${names.service}.module.js';
import { ${constantOf(names)}_VERSION } from './version.js';

await runService({
  name: '${names.service}',
  version: ${constantOf(names)}_VERSION,
  settings: ${names.service}Settings,
  environment: process.env,
  module: () => ${names.Service}Module.register(),
});
`;

const versionOf = (names: StageNames) => `/** Named in events and outcomes. */
export const ${constantOf(names)}_VERSION = '0.1.0';
`;

const configOf = ({ service, Service }: StageNames) => `import { commonSettings } from '@dateline/service';
import { Type, type Static } from 'typebox';

export const ${service}Settings = Type.Object({ ...commonSettings('${service}').properties });
export type ${Service}Settings = Static<typeof ${service}Settings>;
`;

const moduleOf = ({
  Service,
  Read,
  reads,
}: StageNames) => `import { Module, type DynamicModule } from '@nestjs/common';
import { ${Read}Consumer } from './article-${reads}.consumer.js';

@Module({})
export class ${Service}Module {
  static register(): DynamicModule {
    return { module: ${Service}Module, controllers: [${Read}Consumer] };
  }
}
`;

const consumerOf = ({
  stage,
  Read,
}: StageNames) => `import type { ${Read}, EventEnvelope } from '@dateline/contracts';
import { StageContext, StageHandler, type StageResult } from '@dateline/messaging';
import { Controller } from '@nestjs/common';
import { Ctx } from '@nestjs/microservices';
import { ${stage}Article } from './${stage}-article.js';

@Controller()
export class ${Read}Consumer {
  @StageHandler('${stage}')
  on${Read}(@Ctx() context: StageContext): StageResult {
    return ${stage}Article(context.message.event as EventEnvelope<${Read}>, new Date());
  }
}
`;

const stageOf = (names: StageNames) => {
  const { stage, service, topic, Event, Read } = names;
  return `import { deterministicId, events, makeEvent, type ${Read}, type EventEnvelope } from '@dateline/contracts';
import { emitted, type StageResult } from '@dateline/messaging';
import { ${constantOf(names)}_VERSION } from './version.js';

/** The ${stage} stage. The id follows from the event that it read, so a repetition adds nothing. */
export function ${stage}Article(event: EventEnvelope<${Read}>, now: Date): StageResult {
  const ${topic}At = now.toISOString();
  const attributes = {
    id: deterministicId('${topic}', event.id),
    source: '/dateline/${service}',
    time: ${topic}At,
    subject: event.subject,
  };
  const ${topic} = { ...event.data, ${service}Version: ${constantOf(names)}_VERSION, ${topic}At };
  return emitted([makeEvent(events.article${Event.slice('Article'.length)}, attributes, ${topic})]);
}
`;
};

const specOf = (names: StageNames) => {
  const { stage, service, topic, Event, Read, reads } = names;
  return `import { checkAgainst, ${Event}, topics, type ${Read}, type EventEnvelope } from '@dateline/contracts';
import { readFileSync } from 'node:fs';
import { ${stage}Article } from './${stage}-article.js';
import { ${constantOf(names)}_VERSION } from './version.js';

const examples = new URL('../../../libs/contracts/examples/', import.meta.url);
const file = new URL('news.article.${reads}.v1.article.json', examples);
const data = JSON.parse(readFileSync(file, 'utf8')) as ${Read};
const event: EventEnvelope<${Read}> = {
  id: 'e-1',
  type: 'news.article.${reads}.v1',
  source: '/dateline/somebody',
  time: '2026-03-03T09:05:08.000Z',
  subject: data.articleId,
  data,
};
const at = new Date('2026-03-03T09:05:09.000Z');

it('emits the article under its contract, with the version and the time', () => {
  const result = ${stage}Article(event, at);
  expect(result).toMatchObject({
    outcome: 'emitted',
    events: [{ topic: topics.${topic}.name, subject: data.articleId, time: at.toISOString() }],
  });
  const [made] = result.events ?? [];
  expect(checkAgainst(${Event}, made?.data)).toMatchObject({ ok: true });
  expect(made?.data).toMatchObject({ ${service}Version: ${constantOf(names)}_VERSION, ${topic}At: at.toISOString() });
});

it('gives the same input the same id', () => {
  const idOf = () => ${stage}Article(event, at).events?.[0]?.id;
  expect(idOf()).toBe(idOf());
});
`;
};
