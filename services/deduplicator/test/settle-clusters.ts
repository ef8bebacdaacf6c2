import { events, type ClusterChange } from '@dateline/contracts';
import type { StageResult } from '@dateline/messaging';
import type { Database } from '@dateline/storage';
import { ChangeClusters } from '../src/clusters/change-clusters.js';

/** Changes of clusters among what results publish. */
export function changesOf(results: readonly StageResult[]): ClusterChange[] {
  return results.flatMap(({ events: published = [] }) =>
    published
      .filter(({ type }) => type === events.clusterChange.type)
      .map(({ data }) => data as ClusterChange),
  );
}

let offset = 0;

/** Carries out the changes as the topic would: in any order between clusters, until nothing follows from them. */
export async function settleClusters(database: Database, changes: ClusterChange[]): Promise<void> {
  const stage = new ChangeClusters(database.clusters, database.dedup);
  for (let waiting = changes; waiting.length > 0;) {
    const messages = waiting.reverse().map((data) => {
      offset += 1;
      const event = {
        id: `change ${offset} ${data.clusterId}`,
        type: events.clusterChange.type,
        source: '/test',
        time: data.at,
        subject: data.clusterId,
        data,
      };
      return {
        event,
        position: { topic: 't', partition: 0, offset: String(offset) },
        attempt: 1,
        traceparent: null,
      };
    });
    const results = await stage.run(messages);
    waiting = changesOf(results);
  }
}
