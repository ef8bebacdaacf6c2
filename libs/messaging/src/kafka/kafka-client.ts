import { Logger } from '@nestjs/common';
import { Kafka, logLevel, type LogEntry } from 'kafkajs';
import type { ConnectionOptions } from 'node:tls';

/** How to reach the cluster. Prefix and client id keep several installations apart on one cluster. */
export interface KafkaSettings {
  brokers: string[];
  clientId: string;
  /** Prefix of every topic, group and transactional id; empty by default. */
  prefix: string;
  /** TLS when present; PEM texts, each falling back to Node's default when absent. */
  tls?: { ca?: string; cert?: string; key?: string } | undefined;
  sasl?:
    | { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string }
    | undefined;
}

/** A client of the cluster, for code that passes it on without using kafkajs. */
export type KafkaClient = Kafka;

/** Names in Kafka that come from the settings. */
export class KafkaNames {
  constructor(private readonly prefix: string) {}
  topic(contractName: string): string {
    return `${this.prefix}${contractName}`;
  }
  contractTopic(topic: string): string {
    return topic.slice(this.prefix.length);
  }
  group(service: string, stage: string): string {
    return `${this.prefix}dateline.${service}.${stage}`;
  }
}

// kafkajs logs these as errors or warnings although it recovers: coordinators that load and leaders that are
// elected after a start, and the retry limit that we set on purpose (the stage runtime repeats a failed
// transaction).
const EXPECTED =
  /coordinator is (?:not available|loading)|not the coordinator|may invalidate EoS|has an old epoch|another concurrent operation on the same transaction|Topic creation errors|hosts? this topic-partition|leadership election|led by another broker|not the leader for that topic-partition/i;

/** Makes a kafkajs client that logs to the service's log; expected lines go to debug level. */
export function createKafka(settings: KafkaSettings): Kafka {
  const logger = new Logger('Kafka');
  return new Kafka({
    clientId: settings.clientId,
    brokers: settings.brokers,
    ssl: settings.tls ? tlsOptionsOf(settings.tls) : false,
    ...(settings.sasl ? { sasl: settings.sasl as never } : {}),
    connectionTimeout: 3000,
    requestTimeout: 15000,
    retry: { initialRetryTime: 200, maxRetryTime: 5000, retries: 5 },
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => {
      writeLog(logger, entry);
    },
  });
}

function tlsOptionsOf({ ca, cert, key }: NonNullable<KafkaSettings['tls']>): ConnectionOptions {
  return { ...(ca ? { ca: [ca] } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) };
}

function writeLog(logger: Logger, entry: LogEntry): void {
  const cause: unknown = entry.log['error'];
  const line = typeof cause === 'string' ? `${entry.log.message} (${cause})` : entry.log.message;
  if (EXPECTED.test(line)) logger.debug(line);
  else if (entry.level === logLevel.ERROR) logger.warn(line);
  else logger.debug(line);
}
