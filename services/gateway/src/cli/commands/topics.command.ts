import { topics, type TopicContract } from '@dateline/contracts';
import { EXIT, JSON_OPTION, type Command } from '../command.js';
import { tableOf } from '../text-table.js';

const DAY_MS = 86_400_000;

export const topicsCommand: Command = {
  operands: '',
  options: JSON_OPTION,
  run(context, _operands, options) {
    const all = Object.values<TopicContract>(topics).map((topic) => ({
      ...topic,
      name: context.names.topic(topic.name),
    }));
    context.print(options['json'] ? JSON.stringify(all, null, 2) : tableOf(HEADINGS, all.map(row)));
    return Promise.resolve(EXIT.ok);
  },
};

const HEADINGS = ['topic', 'key', 'partitions', 'kept', 'largest batch', 'written by', 'read by'];

function row(topic: TopicContract) {
  const kept = topic.retentionMs === null ? 'compacted' : `${topic.retentionMs / DAY_MS} days`;
  const largest = `${topic.maxMessageBytes / 1024 / 1024} MiB`;
  return [
    topic.name,
    topic.key,
    topic.partitions,
    kept,
    largest,
    topic.writers.join(', '),
    topic.readers.join(', '),
  ];
}
