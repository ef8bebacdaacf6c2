import { addresses, flag, integer, judged, oneOf, port, ratio, secret, text, webUrl } from '@dateline/config';
import { portOf, type ServiceName } from '@dateline/contracts';
import { connectionProblem } from '@dateline/storage';
import { Type, type Static } from 'typebox';

const connectionString = judged(
  secret(
    'MongoDB connection string; user, tls=true and tlsCAFile stand in it',
    'mongodb://127.0.0.1:27017/?replicaSet=rs0',
  ),
  connectionProblem,
);

/** How every stage consumes. */
const stageSettings = {
  STAGE_CHUNK_MESSAGES: integer(100, [1, 5_000], 'Messages in one Kafka transaction at most'),
  STAGE_MAX_ATTEMPTS: integer(
    5,
    [1, 100],
    'Tries of a message that fails for an unknown cause before it is dead-lettered',
  ),
  STAGE_RETRY_MAX_MS: integer(30_000, [100, 600_000], 'Longest pause before a failed message is tried again'),
  STAGE_HANDLER_TIMEOUT_SECONDS: integer(
    600,
    [10, 3_600],
    'Longest time to process the messages of one transaction; then they are given back and tried again',
  ),
  KAFKA_STALL_SECONDS: integer(
    300,
    [10, 3_600],
    'Time after which a partition with unread messages that does not move makes the service unready',
  ),
};

/** Settings of every service; only the default port differs. The names are environment variables. */
export const commonSettings = (service: ServiceName) =>
  Type.Object({
    PORT: port(portOf(service), 'Port of the HTTP server (health, metrics, API)'),
    HOST: text('127.0.0.1', 'Address the HTTP server listens on; 0.0.0.0 in a container'),
    LOG_LEVEL: oneOf(
      'info',
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'Least level that is logged',
    ),
    OTLP_TRACES_URL: webUrl(
      '',
      'Where traces are sent, OTLP over HTTP, for example http://collector:4318/v1/traces; empty: nowhere',
    ),
    TRACE_SAMPLE_RATIO: ratio(1, 'Share of traces that are sent, 0 to 1'),
    KAFKA_BROKERS: addresses(['127.0.0.1:9092'], 'Kafka brokers, host:port, comma-separated'),
    KAFKA_PREFIX: text('', 'Put before every topic, group and transactional id'),
    KAFKA_REPLICATION_FACTOR: integer(
      -1,
      [-1, 10],
      'Copies of each topic that is created; -1 is the broker default',
    ),
    KAFKA_TLS: flag(false, 'TLS to the brokers'),
    KAFKA_TLS_CA_FILE: text(
      '',
      'Authority that signed the certificates of the brokers, PEM; public ones when empty',
    ),
    KAFKA_TLS_CERT_FILE: text('', 'Certificate by which the brokers know this client, PEM (mutual TLS)'),
    KAFKA_TLS_KEY_FILE: text('', 'Key of that certificate, PEM'),
    KAFKA_SASL_MECHANISM: oneOf(
      'none',
      ['none', 'plain', 'scram-sha-256', 'scram-sha-512'],
      'How to log in to the brokers',
    ),
    KAFKA_SASL_USERNAME: text('', 'User name for SASL'),
    KAFKA_SASL_PASSWORD: secret('Password for SASL'),
    KAFKA_SESSION_TIMEOUT_MS: integer(
      20_000,
      [6_000, 300_000],
      'Time after which a silent group member is taken for dead',
    ),
    MONGODB_URI: connectionString,
    MONGODB_TIMEOUT_MS: integer(
      30_000,
      [1_000, 600_000],
      'Longest time of one operation of MongoDB; a connection that falls silent is then given up',
    ),
    MONGODB_DB: text('dateline', 'Name of the database'),
    ...stageSettings,
    SHUTDOWN_GRACE_SECONDS: integer(25, [1, 600], 'Time to finish work under way after SIGTERM'),
  });

export type CommonSettings = Static<ReturnType<typeof commonSettings>>;
