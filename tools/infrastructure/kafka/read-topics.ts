import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../infrastructure.types.ts';
import { runCommand } from '../process/run-command.ts';
import { kafkaJars, requireJava } from './kafka-distribution.ts';

const PROGRAM = fileURLToPath(new URL('./ReadTopics.java', import.meta.url));
/** Starting, compiling and asking for offsets on a busy machine. */
const START_SECONDS = 600;

/** A message as Apache Kafka's own client reads it. `value` is empty unless it was asked for, and null in a tombstone. */
export interface ReadMessage {
  topic: string;
  partition: number;
  offset: number;
  key: string | null;
  value: Buffer | null;
  headers: Record<string, string>;
}

/** A partition's last stable offset, its high watermark behind that, and how far the reader came. */
export interface ReadEnd {
  topic: string;
  partition: number;
  end: number;
  highWatermark: number;
  position: number;
}

/** What a read-committed reader finds, and the committed offsets of groups. */
export interface TopicsRead {
  messages: ReadMessage[];
  ends: ReadEnd[];
  offsets: { group: string; topic: string; partition: number; offset: number }[];
}

/**
 * Reads all topics with a prefix from their beginnings to their present ends, committed messages alone, with Apache
 * Kafka's own Java client, which shares no code with the product's. Needs a JDK, because Java compiles the reader.
 */
export async function readTopics(
  { brokers, prefix, seconds = 60 }: { brokers: readonly string[]; prefix: string; seconds?: number },
  { withValues, log }: { withValues: readonly string[]; log: Log },
): Promise<TopicsRead> {
  await requireJava();
  const jars = join(await kafkaJars(log), '*');
  const java = ['-XX:TieredStopAtLevel=1', '-Dorg.apache.logging.log4j.level=OFF', '-cp', jars, PROGRAM];
  const output = await runCommand(
    'java',
    [...java, brokers.join(','), prefix, String(seconds), ...withValues],
    {
      timeoutMs: (seconds + START_SECONDS) * 1000,
    },
  );
  const lines = output.split('\n').map((line) => line.split('\t'));
  const of = (kind: string) => lines.filter(([first]) => first === kind).map(([, ...fields]) => fields);
  return {
    messages: of('M').map(messageOf),
    ends: of('E').map(([topic = '', ...numbers]) => {
      const [partition = 0, end = 0, highWatermark = 0, position = 0] = numbers.map(Number);
      return { topic, partition, end, highWatermark, position };
    }),
    offsets: of('O').map(([group = '', topic = '', partition, offset]) => ({
      group,
      topic,
      partition: Number(partition),
      offset: Number(offset),
    })),
  };
}

function messageOf([
  topic = '',
  partition,
  offset,
  key = '-',
  value = '-',
  ...headers
]: string[]): ReadMessage {
  return {
    topic,
    partition: Number(partition),
    offset: Number(offset),
    key: decode(key)?.toString() ?? null,
    value: decode(value),
    headers: Object.fromEntries(
      headers.map((header) => {
        const at = header.indexOf('=');
        return [header.slice(0, at), String(decode(header.slice(at + 1)))];
      }),
    ),
  };
}

const decode = (text: string): Buffer | null => (text === '-' ? null : Buffer.from(text, 'base64'));
