import { createRequire } from 'node:module';
import type { Consumer, Kafka } from 'kafkajs';
import { GroupMember, type MemberEvents } from '../src/stage/group-member.js';

const settings = {
  ...{ group: 'desk', topic: 'orders', sessionTimeoutMs: 10_000, rebalanceTimeoutMs: 20_000 },
  ...{ heartbeatMs: 1_000, partitionsAtOnce: 1, maxBytesPerPartition: 1_000 },
};
const quiet = { debug: ignore, info: ignore, warn: ignore, error: ignore, namespace: () => quiet };
function ignore(): void {
  // Nothing is said in a spec.
}

/** An assignment without a partition: a version, and no topics. */
const NOTHING = Buffer.alloc(10);

/** A coordinator that lets nobody in until it is told to, under kafkajs's own consumer. */
class PlayedGroup {
  readonly requests: string[] = [];
  letIn: () => void = ignore;
  private readonly door = new Promise<void>((open) => {
    this.letIn = open;
  });

  get client(): Kafka {
    const require = createRequire(import.meta.url);
    const createConsumer = require('kafkajs/src/consumer') as (options: object) => Consumer;
    return {
      consumer: (config: object) => createConsumer({ ...config, cluster: this.cluster(), logger: quiet }),
    } as unknown as Kafka;
  }

  private cluster() {
    const done = () => Promise.resolve();
    return {
      connect: done,
      disconnect: done,
      addMultipleTargetTopics: done,
      refreshMetadata: done,
      refreshMetadataIfNecessary: done,
      getNodeIds: () => [0],
      committedOffsets: () => ({}),
      findTopicPartitionMetadata: () => [{ partitionId: 0 }],
      findGroupCoordinator: () => Promise.resolve(this.coordinator()),
    };
  }

  private coordinator() {
    const joined = { generationId: 1, memberId: 'm', leaderId: 'another', members: [], groupProtocol: '' };
    return {
      joinGroup: async () => {
        this.requests.push('join');
        await this.door;
        return joined;
      },
      syncGroup: () => Promise.resolve({ memberAssignment: NOTHING }),
      heartbeat: () => Promise.resolve(),
      leaveGroup: () => {
        this.requests.push('leave');
        return Promise.resolve();
      },
    };
  }
}

/** Notes what a member says to its owner. */
function listener(said: string[]): MemberEvents {
  const note = (what: string) => () => {
    said.push(what);
  };
  return {
    ...{ polled: ignore, rebalancing: note('rebalancing'), passed: note('passed') },
    crashed: (error) => said.push(`crashed: ${String(error)}`),
    joined: note('joined'),
    batch: () => Promise.resolve(note('batch')()),
  };
}

it('leaves the group also when it is given up while it joins, and tells its owner nothing more', async () => {
  const group = new PlayedGroup();
  const said: string[] = [];
  const member = new GroupMember(group.client, settings, listener(said));
  const running = member.run();
  const leaving = member.leave();
  group.letIn();
  await Promise.all([running, leaving]);
  expect(group.requests).toEqual(['join', 'leave']);
  expect(said).toEqual([]);
});

it('tells its owner that it has joined', async () => {
  const group = new PlayedGroup();
  const said: string[] = [];
  const member = new GroupMember(group.client, settings, listener(said));
  group.letIn();
  await member.run();
  expect(said).toEqual(['joined']);
  await member.leave();
  expect(group.requests).toEqual(['join', 'leave']);
});
