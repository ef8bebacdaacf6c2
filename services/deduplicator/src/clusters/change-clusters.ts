import type { ClusterChange, ClusterRecord, EventEnvelope, OutgoingEvent } from '@dateline/contracts';
import { duplicate, emitted, type StageMessage, type StageResult } from '@dateline/messaging';
import type { AppliedChange, ClusterRepository, DedupStore, StoredCluster } from '@dateline/storage';
import { applyChange, type ChangedCluster } from './apply-change.js';
import { eventsOf, mergeOf } from './cluster-events.js';

type Clusters = Pick<ClusterRepository, 'loadMany' | 'saveMany' | 'withMembers'>;
type Store = Pick<DedupStore, 'statesOf' | 'regroup'>;

/**
 * The cluster stage. Changes of one cluster arrive in order, whoever made them, and the resulting state is
 * published.
 */
export class ChangeClusters {
  constructor(
    private readonly clusters: Clusters,
    private readonly store: Store,
  ) {}

  async run(messages: readonly StageMessage<ClusterChange>[]): Promise<StageResult[]> {
    const before = await this.clusters.loadMany([...new Set(messages.map((m) => m.event.data.clusterId))]);
    const after = new Map(before);
    const results: StageResult[] = [];
    for (const message of messages) results.push(await this.change(message, after));
    const changed = [...after.values()].filter(({ record }) => {
      return record.version !== (before.get(record.clusterId)?.record.version ?? 0);
    });
    await this.clusters.saveMany(
      changed.map((cluster) => ({
        cluster,
        expectedVersion: before.get(cluster.record.clusterId)?.record.version ?? null,
      })),
    );
    return results;
  }

  private async change(
    message: StageMessage<ClusterChange>,
    clusters: Map<string, StoredCluster>,
  ): Promise<StageResult> {
    const { event, position } = message;
    const stored = clusters.get(event.data.clusterId) ?? null;
    const earlier = stored?.applied.find(({ eventId }) => eventId === event.id);
    if (stored && earlier) {
      const isSame = earlier.partition === position.partition && earlier.offset === position.offset;
      if (!isSame) return duplicate('repeated_event', null);
      const merges = earlier.to === null ? await this.merges(event, stored.record) : [];
      return emitted([...eventsOf(event, stored.record, earlier), ...merges]);
    }
    const { record, moved, to } = await this.applied(event.data, stored, clusters);
    const version = record.version;
    const entry: AppliedChange = { eventId: event.id, ...position, version, moved, to };
    const cluster = { record, applied: [...(stored?.applied ?? []), entry] };
    const isChanged = version !== (stored?.record.version ?? 0);
    if (isChanged) clusters.set(record.clusterId, cluster);
    await this.regroup(event.data, { record, moved, to });
    const merges = to === null && isChanged ? await this.merges(event, record) : [];
    return emitted([...eventsOf(event, record, { ...entry, isChanged }), ...merges]);
  }

  /**
   * A join by a rule goes to the cluster that the joined article belongs to now, and resolves a circle of
   * merges.
   */
  private async applied(
    data: ClusterChange,
    stored: StoredCluster | null,
    clusters: ReadonlyMap<string, StoredCluster>,
  ): Promise<ChangedCluster> {
    const { clusterId, change } = data;
    if (change.kind !== 'join') return applyChange(stored?.record ?? null, data);
    const into = stored?.record.mergedInto ?? null;
    if (stored && into !== null && clusterId < into) {
      const target = clusters.get(into) ?? (await this.clusters.loadMany([into])).get(into);
      if (target?.record.mergedInto === clusterId)
        return applyChange({ ...stored.record, mergedInto: null }, data);
    }
    const first = change.order === null ? change.members.find(({ of }) => of === null) : undefined;
    const home = first && (await this.store.statesOf([first.articleId])).get(first.articleId)?.clusterId;
    if (!home || home === clusterId || into !== null) return applyChange(stored?.record ?? null, data);
    const { record } = applyChange(stored?.record ?? null, {
      ...data,
      change: { kind: 'leave', articleIds: [] },
    });
    return { record, moved: change.members, to: home };
  }

  /** Later decisions see the members' current clusters. */
  private regroup({ clusterId, change }: ClusterChange, { moved, to }: ChangedCluster): Promise<void> {
    if (change.kind === 'split') {
      const apart = { clusterId: change.newClusterId, apartFrom: clusterId };
      return this.store.regroup(moved.map(({ articleId }) => ({ articleId, ...apart })));
    }
    if (change.kind !== 'join' || to !== null) return Promise.resolve();
    return this.store.regroup(moved.map(({ articleId }) => ({ articleId, clusterId })));
  }

  /**
   * Other clusters that contain a joined article: replicas that saw two pairs of one story at once made two
   * clusters of it.
   */
  private async merges(event: EventEnvelope<ClusterChange>, record: ClusterRecord): Promise<OutgoingEvent[]> {
    const { change } = event.data;
    if (change.kind !== 'join' || change.order !== null) return [];
    const ids = change.members.map(({ articleId }) => articleId);
    const others = (await this.clusters.withMembers(ids)).filter((id) => id !== record.clusterId);
    return others.map((id) => mergeOf(event, record, id));
  }
}
