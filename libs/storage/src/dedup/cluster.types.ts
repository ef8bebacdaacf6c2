import type { ClusterMember, ClusterRecord } from '@dateline/contracts';

/** A change that was applied to a cluster, its position in Kafka, and the members that it moved. */
export interface AppliedChange {
  eventId: string;
  topic: string;
  partition: number;
  offset: string;
  /** Version that the change made; the earlier version when it changed nothing. */
  version: number;
  moved: ClusterMember[];
  /** Cluster that the members moved on to; null when they joined this one. */
  to: string | null;
}

export interface StoredCluster {
  record: ClusterRecord;
  /** The last 50 changes. */
  applied: AppliedChange[];
}
