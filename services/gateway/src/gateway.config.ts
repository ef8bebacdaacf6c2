import { integer, list, oneOf, port, secret, text, webUrl } from '@dateline/config';
import { metricsPortOf, PAGE_TYPES } from '@dateline/contracts';
import { ARTICLE_PAGE_TYPES } from '@dateline/extraction';
import { commonSettings } from '@dateline/service';
import { GATEWAY_VERSION } from './version.js';
import { Type, type Static } from 'typebox';

const own = {
  GATEWAY_ADMIN_KEY: secret(
    'An admin key from a secret store, at least 32 characters; when empty, the first start makes one and shows it once',
    '',
    32,
  ),
  API_KEY_FILE: text(
    '',
    'Where the first admin key is put and the command line looks for a key; $XDG_CONFIG_HOME/dateline/api-key (~/.config) when empty',
  ),
  XDG_CONFIG_HOME: text('', 'The user’s folder for configuration; ~/.config when empty'),
  API_OPEN_READS: oneOf(
    'loopback',
    ['loopback', 'never', 'always'],
    'Where reads need no key: for connections from this machine itself, nowhere, or everywhere',
  ),
  API_HOSTS: list(
    [],
    'Names under which the gateway may be addressed, besides those of loopback, the address that was connected to and HOST',
    '^[0-9A-Za-z.:_-]+$',
  ),
  API_REQUESTS_PER_MINUTE: integer(
    6_000,
    [1, 1_000_000],
    'Requests of one IP address in a minute that a replica answers',
  ),
  API_CHANGES_PER_MINUTE: integer(600, [1, 1_000_000], 'The same for requests that are no reads'),
  OIDC_ISSUER: webUrl(
    '',
    'Issuer of an OpenID Connect provider whose tokens are taken besides API keys; empty: none',
  ),
  OIDC_AUDIENCE: text('', 'Audience that its tokens must be for'),
  OIDC_ROLES_CLAIM: text(
    'roles',
    'Claim that names dateline-read, dateline-operate or dateline-admin; dots lead into a claim',
  ),
  METRICS_PORT: port(metricsPortOf('gateway'), 'Port of the metrics, apart from the API'),
  USER_AGENT: text(
    `Dateline/${GATEWAY_VERSION} (+https://dateline.example/bot)`,
    'Name, version and contact address that every request carries',
  ),
  FETCH_ALLOWED_NETWORKS: list(
    [],
    'Networks in CIDR notation that may be reached although they are not public, when feeds are added or looked for',
    '^[0-9a-fA-F:.]+/\\d{1,3}$',
  ),
  FETCH_ALLOWED_PORTS: list(
    ['80', '443', '8080', '8443'],
    'Ports of public addresses that may be reached; a feed with another one is refused when it is added',
    '^\\d{1,5}$',
  ),
  AUDIT_WAIT_MS: integer(
    30_000,
    [1_000, 600_000],
    'Longest wait of an audit for the ledger and the stages to catch up',
  ),
  AUDIT_PAUSE_SECONDS: integer(
    300,
    [0, 86_400],
    'Pause between two audits whose results the metrics show; 0: none is made by itself',
  ),
  IN_FLIGHT_MAX_MINUTES: integer(
    60,
    [1, 43_200],
    'Time without news after which an article that is on its way, and does not wait in the frontier, is overdue',
  ),
  RECONCILE_SECONDS: integer(
    600,
    [0, 86_400],
    'Pause between two looks for overdue articles, of which lost ones are put back; 0: none is made by itself',
  ),
  DEAD_LETTER_RETRY_SECONDS: integer(
    300,
    [0, 86_400],
    'Pause between two looks for dead letters of services that run in another version now, which then go back once; 0: none goes back by itself',
  ),
  FEED_INTERVAL_SECONDS: integer(
    3_600,
    [10, 604_800],
    'Polling interval of a feed that is added, until its own rhythm is known',
  ),
  OPML_MAX_BYTES: integer(
    33_554_432,
    [1_024, 1_073_741_824],
    'Size of an OPML document that is imported, decoded, in bytes; a larger one is refused',
  ),
  OPML_MAX_FEEDS: integer(
    25_000,
    [1, 1_000_000],
    'Feeds that one OPML import adds at most; the outlines beyond are named as refused',
  ),
  ARTICLE_PAGE_TYPES: list(
    [...ARTICLE_PAGE_TYPES],
    'Classes of page that become articles in a replay, comma-separated; the same as of the parser. What is ruled for a feed goes before it',
    `^(?:${Object.keys(PAGE_TYPES).join('|')})$`,
  ),
  STREAM_CURSOR_KEY: secret(
    'Signs the cursors of GET /v1/stream, at least 32 characters, the same for all replicas; when empty, the id of the Kafka cluster does',
    '',
    32,
  ),
  STREAM_CONNECTIONS: integer(50, [0, 10_000], 'Streams that a replica serves at the same time'),
  STREAM_CONNECTIONS_PER_CLIENT: integer(5, [1, 10_000], 'Streams that one IP address has at a replica'),
  STREAM_HEARTBEAT_SECONDS: integer(15, [1, 300], 'Pause between two signs of life in a stream'),
  STREAM_SLOW_SECONDS: integer(
    60,
    [2, 3_600],
    'Time for which a client of a stream may take nothing, before it is cut off',
  ),
  RAW_PAGE_RETENTION_DAYS: integer(30, [1, 3_650], 'Days that an imported page is kept as it came'),
};

/** Settings of the service. */
export const gatewaySettings = Type.Object({ ...commonSettings('gateway').properties, ...own });
export type GatewaySettings = Static<typeof gatewaySettings>;

/** Settings of the command line: those of the service without the server's own. */
export const cliSettings = Type.Omit(gatewaySettings, [
  'PORT',
  'METRICS_PORT',
  'HOST',
  'STAGE_CHUNK_MESSAGES',
  'STAGE_MAX_ATTEMPTS',
  'STAGE_RETRY_MAX_MS',
  'SHUTDOWN_GRACE_SECONDS',
]);
export type CliSettings = Static<typeof cliSettings>;
