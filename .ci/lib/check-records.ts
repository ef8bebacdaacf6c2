/**
 * Waits until everything has found its end, then compares records with what went in:
 * check-records.ts <gateway> [--samples] [--imported <pages>] [--key <key of the API>]. Exit code 1 when something is missing, twice there or out of balance.
 */
import { messageOf } from '@dateline/infrastructure';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { OUTLETS } from '../../tools/sample-outlet/outlets.ts';
import { expectedOutcomes } from '../../tools/sample-outlet/manifest.ts';
import { Publication } from '../../tools/sample-outlet/publication.ts';
import { GatewayClient } from '../../tools/start/gateway-client.ts';

const TIMEOUT_MS = 300_000;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    samples: { type: 'boolean' },
    imported: { type: 'string', default: '0' },
    key: { type: 'string' },
  },
});
const [address] = positionals;
if (!address) throw new Error('usage: check-records.ts <gateway> [--samples] [--imported <pages>]');
const gateway = new GatewayClient(address, values.key);
const publications = OUTLETS.map(
  (outlet) => new Publication(outlet, `http://${outlet.id}.samples`, new Date()),
);
const { stories, refused } = expectedOutcomes(publications);
const pages = Number(values.imported);

let last = 'nothing yet';
for (const deadline = Date.now() + TIMEOUT_MS; ; await sleep(1000)) {
  try {
    if (await isRight()) break;
  } catch (error) {
    last = messageOf(error);
  }
  if (Date.now() > deadline) {
    console.error(`records: after ${TIMEOUT_MS / 1000} s: ${last}`);
    process.exit(1);
  }
}
console.log(`records: ${last}`);

async function isRight(): Promise<boolean> {
  const audit = await gateway.audit();
  if (audit === undefined) {
    last = 'the ledger is behind';
    return false;
  }
  const { totals } = audit;
  const articles = await gateway.articles(10_000);
  const headlines = new Set(articles.map(({ headline }) => headline));
  const missing = stories.filter(({ headline }) => !headlines.has(headline)).map(({ headline }) => headline);
  const imported = articles.filter(({ headline }) => /^Report \d+ on /.test(headline ?? ''));
  last = `${JSON.stringify(totals)}; ${imported.length} of ${pages} imported pages; missing: ${missing.join(', ') || 'none'}; ${
    audit.balanced ? 'in balance' : `NOT in balance: ${JSON.stringify(audit.problems)}`
  }`;
  return (
    audit.balanced &&
    totals.inFlight === 0 &&
    totals.deadLettered === 0 &&
    totals.rejected === refused.length &&
    missing.length === 0 &&
    imported.length === pages &&
    new Set(imported.map(({ headline }) => headline)).size === pages
  );
}
