import type { StageServer } from '@dateline/messaging';
import { polledGauges, type Registry } from '@dateline/observability';
import type { Database } from '@dateline/storage';

interface Watched {
  registry: Registry;
  database: Pick<Database, 'connected'>;
  version: string;
}

/** The readiness checks as gauges, so that an alert can tell which one fails. */
export function watchReadiness(
  { registry, database, version }: Watched,
  server: Pick<StageServer, 'health'>,
): void {
  polledGauges({
    registry,
    maxAgeMs: 1_000,
    read: () => Promise.resolve(server.health()),
    gauges: [
      {
        name: 'dateline_consumer_ready',
        help: '1 while the consumer of the group has joined and polls',
        labelNames: ['group', 'topic'],
        values: (consumers) =>
          consumers.map(({ group, topic, ready }) => ({ labels: { group, topic }, value: Number(ready) })),
      },
      {
        name: 'dateline_consumer_stalled_partitions',
        help: 'Assigned partitions with unread messages that do not move',
        labelNames: ['group', 'topic'],
        values: (consumers) =>
          consumers.map((c) => ({ labels: { group: c.group, topic: c.topic }, value: c.stalledPartitions })),
      },
      {
        name: 'dateline_consumer_in_hand_seconds',
        help: 'Age of the oldest message that is processed or waits for another try',
        labelNames: ['group', 'topic'],
        values: (consumers) =>
          consumers.map((c) => ({ labels: { group: c.group, topic: c.topic }, value: c.inHandSeconds })),
      },
      {
        name: 'dateline_mongodb_connected',
        help: '1 while there is a connection to MongoDB',
        values: () => [{ value: Number(database.connected) }],
      },
      {
        name: 'dateline_build_info',
        help: 'Version that runs; always 1',
        labelNames: ['version'],
        values: () => [{ labels: { version }, value: 1 }],
      },
    ],
  });
}
