import type { Admin, Kafka } from 'kafkajs';
import { withinTime } from '../stage/within-time.js';

const DEADLINE_MS = 30_000;

/**
 * Asks the cluster about topics, offsets or groups by a connection of its own, which is closed in any case. Throws
 * TransientError `out_of_time` after the deadline: kafkajs alone would wait for each of its tries in turn.
 */
export async function askCluster<T>(
  kafka: Kafka,
  ask: (admin: Admin) => Promise<T>,
  deadlineMs = DEADLINE_MS,
): Promise<T> {
  const admin = kafka.admin();
  try {
    return await withinTime(deadlineMs, async () => {
      await admin.connect();
      return ask(admin);
    });
  } finally {
    await admin.disconnect();
  }
}
