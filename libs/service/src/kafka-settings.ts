import { topics } from '@dateline/contracts';
import type { ConsumerSettings, KafkaSettings } from '@dateline/messaging';
import type { CommonSettings } from './common-settings.js';

/** How to reach Kafka, from the settings. */
export function kafkaSettingsOf(service: string, settings: CommonSettings): KafkaSettings {
  const mechanism = settings.KAFKA_SASL_MECHANISM as 'none' | 'plain' | 'scram-sha-256' | 'scram-sha-512';
  return {
    brokers: settings.KAFKA_BROKERS,
    clientId: `dateline-${service}`,
    prefix: settings.KAFKA_PREFIX,
    ssl: settings.KAFKA_SSL,
    ...(mechanism === 'none'
      ? {}
      : {
          sasl: { mechanism, username: settings.KAFKA_SASL_USERNAME, password: settings.KAFKA_SASL_PASSWORD },
        }),
  };
}

/** How a stage consumes, from the settings. */
export function consumerSettingsOf(settings: CommonSettings): ConsumerSettings {
  return {
    sessionTimeoutMs: settings.KAFKA_SESSION_TIMEOUT_MS,
    rebalanceTimeoutMs: settings.KAFKA_SESSION_TIMEOUT_MS * 2,
    heartbeatMs: Math.floor(settings.KAFKA_SESSION_TIMEOUT_MS / 6),
    partitionsAtOnce: 3,
    maxBytesPerPartition: topics.fetched.maxMessageBytes,
    chunkMessages: settings.STAGE_CHUNK_MESSAGES,
    chunkBytes: 8 * 1024 * 1024,
    retry: { baseMs: 500, capMs: settings.STAGE_RETRY_MAX_MS },
  };
}
