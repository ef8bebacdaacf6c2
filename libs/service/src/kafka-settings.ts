import { RETRY_POLICIES } from '@dateline/config';
import { readSettingFile, SettingError } from '@dateline/config';
import { topics } from '@dateline/contracts';
import type { ConsumerSettings, KafkaSettings } from '@dateline/messaging';
import type { CommonSettings } from './common-settings.js';

/** How to reach Kafka, from the settings. Throws SettingError when they do not fit together. */
export function kafkaSettingsOf(service: string, settings: CommonSettings): KafkaSettings {
  return {
    brokers: settings.KAFKA_BROKERS,
    clientId: `dateline-${service}`,
    prefix: settings.KAFKA_PREFIX,
    tls: tlsOf(settings),
    sasl: saslOf(settings),
  };
}

function tlsOf(settings: CommonSettings): KafkaSettings['tls'] {
  const files = ['KAFKA_TLS_CA_FILE', 'KAFKA_TLS_CERT_FILE', 'KAFKA_TLS_KEY_FILE'] as const;
  const given = files.find((name) => settings[name] !== '');
  if (!settings.KAFKA_TLS) {
    if (given) throw new SettingError(given, 'is set, and KAFKA_TLS is not: set KAFKA_TLS=true');
    return undefined;
  }
  if ((settings.KAFKA_TLS_CERT_FILE === '') !== (settings.KAFKA_TLS_KEY_FILE === '')) {
    const missing = settings.KAFKA_TLS_KEY_FILE === '' ? 'KAFKA_TLS_KEY_FILE' : 'KAFKA_TLS_CERT_FILE';
    throw new SettingError(missing, 'is missing: a certificate goes with its key');
  }
  const [ca, cert, key] = files.map((name) =>
    settings[name] === '' ? undefined : readSettingFile(name, settings[name]),
  );
  return { ca, cert, key };
}

function saslOf(settings: CommonSettings): KafkaSettings['sasl'] {
  const {
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_SASL_USERNAME: username,
    KAFKA_SASL_PASSWORD: password,
  } = settings;
  if (mechanism === 'none') {
    if (username !== '')
      throw new SettingError(
        'KAFKA_SASL_USERNAME',
        'is set, and KAFKA_SASL_MECHANISM is none: set both or neither',
      );
    return undefined;
  }
  if (username === '') throw new SettingError('KAFKA_SASL_USERNAME', `is missing: ${mechanism} needs it`);
  if (password === '') throw new SettingError('KAFKA_SASL_PASSWORD', `is missing: ${mechanism} needs it`);
  return { mechanism: mechanism as NonNullable<KafkaSettings['sasl']>['mechanism'], username, password };
}

/** How a stage consumes, from its settings. */
export function consumerSettingsOf(settings: CommonSettings): ConsumerSettings {
  return {
    sessionTimeoutMs: settings.KAFKA_SESSION_TIMEOUT_MS,
    rebalanceTimeoutMs: settings.KAFKA_SESSION_TIMEOUT_MS * 2,
    heartbeatMs: Math.floor(settings.KAFKA_SESSION_TIMEOUT_MS / 6),
    handlerMs: settings.STAGE_HANDLER_TIMEOUT_SECONDS * 1_000,
    stallMs: settings.KAFKA_STALL_SECONDS * 1_000,
    partitionsAtOnce: 3,
    maxBytesPerPartition: topics.fetched.maxMessageBytes,
    chunkMessages: settings.STAGE_CHUNK_MESSAGES,
    chunkBytes: 8 * 1024 * 1024,
    retry: { ...RETRY_POLICIES.message, capMs: settings.STAGE_RETRY_MAX_MS },
  };
}
