import type { ClusterMember, ClusterRecord } from '@dateline/contracts';

/** A change that was made to a cluster, its position in Kafka, and the members that it moved. */
export interface AppliedChange {
  eventId: string;
  topic: string;
  partition: number;
  offset: string;
  /** Version that it made; that of before where it changed nothing. */
  version: number;
  moved: ClusterMember[];
  /** Cluster to which they were moved on; null where they joined this one. */
  to: string | null;
}

export interface StoredCluster {
  record: ClusterRecord;
  /** The last 50. */
  applied: AppliedChange[];
}
