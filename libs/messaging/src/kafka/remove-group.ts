import type { Kafka } from 'kafkajs';
import { askCluster } from './ask-cluster.js';

/** Removes a group that has no members. Otherwise it would stay in the cluster until its retention ends. */
export async function removeGroup(kafka: Kafka, group: string): Promise<void> {
  try {
    await askCluster(kafka, (admin) => admin.deleteGroups([group]));
  } catch {
    // If groups may not be deleted, the broker drops it after its retention.
  }
}
