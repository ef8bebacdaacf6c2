import type { TSchema } from 'typebox';
import { stringify } from 'yaml';
import { schemaIdOf } from '../envelope.js';
import type { EventContract } from '../events/event.contract.js';
import { events } from '../events/event-contracts.js';
import { ArticleRecord } from '../records/article.schema.js';
import { ClusterRecord } from '../records/cluster.schema.js';
import { FeedRecord } from '../records/feed.schema.js';
import { topics, type TopicContract } from '../topics.js';
import { recordShapes } from './record-shapes.js';

const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** The published schemas by name: one of each event type, and one of each record. */
export function publishedSchemas(): Map<string, Record<string, unknown>> {
  const named: [string, TSchema][] = [
    ...Object.values<EventContract>(events).map(({ type, schema }): [string, TSchema] => [type, schema]),
    ['article-record', ArticleRecord],
    ['cluster-record', ClusterRecord],
    ['feed-record', FeedRecord],
  ];
  return new Map(
    named.map(([name, schema]) => [name, { $schema: DIALECT, $id: schemaIdOf(name), ...plain(schema) }]),
  );
}

/** The generated files of the contract, by path below `generated/`: a JSON Schema per value, the shapes of the records, and AsyncAPI 3.0. */
export function renderContracts(): Map<string, string> {
  const files = new Map<string, string>();
  for (const [name, schema] of publishedSchemas()) files.set(`${name}.schema.json`, json(schema));
  files.set('record-shapes.json', json(recordShapes()));
  files.set('asyncapi.yaml', stringify(asyncApi(), { lineWidth: 110 }));
  return files;
}

function asyncApi(): Record<string, unknown> {
  const contracts = Object.entries<EventContract>(events);
  const channels = Object.entries<TopicContract>(topics);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Dateline events',
      version: '1.0.0',
      description:
        'CloudEvents 1.0 in the Kafka binary binding: attributes in ce_* headers, the value is JSON. Generated from libs/contracts.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(channels.map(([name, topic]) => [name, channelOf(topic, contracts)])),
    operations: Object.fromEntries(
      channels.map(([name, topic]) => [
        `receive_${name}`,
        {
          action: 'send',
          channel: { $ref: `#/channels/${name}` },
          summary: `Written by ${topic.writers.join(', ')}; read by ${topic.readers.join(', ')}`,
        },
      ]),
    ),
    components: {
      messages: Object.fromEntries(contracts.map(([name, contract]) => [name, messageOf(contract)])),
    },
  };
}

function channelOf(topic: TopicContract, contracts: [string, EventContract][]): Record<string, unknown> {
  const carried = contracts.filter(([, c]) => c.topic === topic.name);
  return {
    address: topic.name,
    description: `${topic.description}. Key: ${topic.key}.`,
    messages: Object.fromEntries(carried.map(([name]) => [name, { $ref: `#/components/messages/${name}` }])),
    bindings: {
      kafka: {
        partitions: topic.partitions,
        topicConfiguration: {
          'cleanup.policy': [topic.cleanup],
          ...(topic.retentionMs === null ? {} : { 'retention.ms': topic.retentionMs }),
          'max.message.bytes': topic.maxMessageBytes,
        },
        bindingVersion: '0.5.0',
      },
    },
  };
}

function messageOf(contract: EventContract): Record<string, unknown> {
  const header = (description: string, extra: object = {}) => ({ type: 'string', description, ...extra });
  return {
    name: contract.type,
    summary: contract.summary,
    ...(isTombstone(contract) ? {} : { contentType: 'application/json' }),
    headers: {
      type: 'object',
      required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_time', 'ce_subject'],
      properties: {
        ce_specversion: header('CloudEvents version', { const: '1.0' }),
        ce_id: header('Deterministic: a repeated event has the same id'),
        ce_type: header('Event type', { const: contract.type }),
        ce_source: header('Writer'),
        ce_time: header('When the fact occurred; says nothing of offset order', { format: 'date-time' }),
        ce_subject: header('Article id, cluster id or feed id, as the key'),
        ...(isTombstone(contract)
          ? {}
          : {
              ce_dataschema: header('$id of the schema of the value', { const: schemaIdOf(contract.type) }),
            }),
        traceparent: header('W3C Trace Context'),
      },
    },
    payload: { $ref: `./${contract.type}.schema.json` },
  };
}

/** An event whose value is null. */
function isTombstone({ schema }: EventContract): boolean {
  return (schema as { type?: unknown }).type === 'null';
}

/** Copies schemas without TypeBox's own symbols and non-enumerable marks. */
function plain(schema: object): Record<string, unknown> {
  return JSON.parse(JSON.stringify(schema)) as Record<string, unknown>;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
