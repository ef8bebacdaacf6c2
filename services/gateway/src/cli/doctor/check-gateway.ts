import { ApiProblem, GatewayAway, type GatewayClient } from '../backend/gateway-client.js';
import type { GatewayPlace } from '../backend/read-place.js';
import { faulty, fine, type Finding } from './finding.types.js';

/** A clock that is off by more makes tokens, leases and dates of articles wrong. */
const MAX_SKEW_MS = 5_000;
/** Feeds that are sick at once for a warning: one alone is a matter for `dateline feeds list`. */
const MANY_SICK = 0.2;

/** What can be seen of an installation through its gateway. */
export async function checkGateway(client: GatewayClient, place: GatewayPlace): Promise<Finding[]> {
  const asked = Date.now();
  try {
    const response = await client.request('GET', '/health/live');
    await response.body?.cancel();
    const date = Date.parse(response.headers.get('date') ?? '');
    return [
      fine('gateway', `answers at ${client.base}`),
      clockFinding(date - (asked + Date.now()) / 2),
      await readiness(client),
      await keyFinding(client, place),
      ...(await feedFindings(client)),
    ];
  } catch (error) {
    if (!(error instanceof GatewayAway || error instanceof ApiProblem)) throw error;
    return [
      faulty(
        'gateway',
        error.message,
        'Start it (npm start, docker compose up, kubectl get pods), or set DATELINE_URL to its address; check proxy, port and TLS.',
      ),
    ];
  }
}

function clockFinding(skewMs: number): Finding {
  if (Number.isNaN(skewMs))
    return faulty(
      'clock',
      'the gateway does not say its time',
      'Ask it directly, without a proxy between.',
      'warning',
    );
  // The header counts whole seconds.
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  return Math.abs(skewMs) <= MAX_SKEW_MS
    ? fine('clock', 'this machine and the gateway agree')
    : faulty(
        'clock',
        `this machine and the gateway differ by ${seconds} s`,
        'Synchronise both with NTP (timedatectl set-ntp true).',
      );
}

async function readiness(client: GatewayClient): Promise<Finding> {
  try {
    await client.get('/health/ready');
    return fine('readiness', 'the gateway is ready');
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    const remedy = 'Look at the log of the gateway, and at Kafka and MongoDB; docs/runbook.md says more.';
    return faulty('readiness', error.message, remedy);
  }
}

const NO_KEY =
  'dateline keys add <name> --role operate --save makes a key; DATELINE_KEY or API_KEY_FILE hands it on.';

async function keyFinding(client: GatewayClient, { key, keyFrom }: GatewayPlace): Promise<Finding> {
  if (key === null)
    return faulty('key', `none lies in ${keyFrom}: nothing can be changed`, NO_KEY, 'warning');
  try {
    await client.get('/changes', { limit: 1 });
    return fine('key', `an admin key, from ${keyFrom}`);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (error.status === 403) return fine('key', `a key of a lesser role than admin, from ${keyFrom}`);
    return faulty('key', `the key from ${keyFrom} is refused: ${error.message}`, NO_KEY);
  }
}

async function feedFindings(client: GatewayClient): Promise<Finding[]> {
  try {
    const [report, intake] = await Promise.all([
      client.get<{ sentence: string; total: number; counts: Record<string, number> }>('/feeds/health'),
      client.get<{ paused: boolean; reasons: { kind: string; detail: string }[] }>('/intake'),
    ]);
    const sick = report.total - (report.counts['healthy'] ?? 0) - (report.counts['paused'] ?? 0);
    const isMany = report.total > 0 && sick / report.total > MANY_SICK;
    return [
      isMany
        ? faulty(
            'feeds',
            report.sentence,
            'dateline feeds list has the worst first, with the reason and what to do.',
            'warning',
          )
        : fine('feeds', report.sentence),
      intake.paused
        ? faulty(
            'intake and disk',
            intake.reasons.map(({ detail }) => detail).join('; '),
            'Give MongoDB more disk, or the stage that is behind more replicas; the intake opens again by itself.',
          )
        : fine('intake and disk', 'new work is taken on: no stage is too far behind, and the disk has room'),
    ];
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return [
      faulty('feeds', error.message, error.status === 401 ? NO_KEY : 'Look at the log of the gateway.'),
    ];
  }
}
