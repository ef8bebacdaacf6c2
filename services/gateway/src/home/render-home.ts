import type { FrontierRepository, LedgerRepository } from '@dateline/storage';

type Totals = Awaited<ReturnType<LedgerRepository['totals']>>;
type Counts = Awaited<ReturnType<FrontierRepository['counts']>>;

const LINKS = [
  ['/docs', 'API'],
  ['/articles', 'Articles'],
  ['/feeds', 'Feeds'],
  ['/traces', 'Traces'],
  ['/audit', 'Audit'],
  ['/health/ready', 'Health'],
] as const;

/** The home page: totals of the ledger, and links. It holds only numbers, so nothing needs escaping. */
export function renderHome(totals: Totals, frontier: Counts): string {
  const discovered = Object.values(totals).reduce((sum, n) => sum + n, 0);
  const rows = [
    ['Discovered', discovered],
    ['Indexed', totals.indexed],
    ['Duplicate', totals.duplicate],
    ['Rejected', totals.rejected],
    ['Dead letters', totals.dead_lettered],
    ['In flight', totals.in_flight],
    ['Pages waiting to be fetched', frontier.waitingPages],
  ] as const;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Dateline</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
td { padding: 0.2rem 1rem 0.2rem 0; } td + td { text-align: right; font-variant-numeric: tabular-nums; }
nav a { margin-right: 1rem; }
</style>
</head>
<body>
<h1>Dateline</h1>
<nav>${LINKS.map(([path, label]) => `<a href="${path}">${label}</a>`).join('')}</nav>
<table>
${rows.map(([label, n]) => `<tr><td>${label}</td><td>${n.toLocaleString('en')}</td></tr>`).join('\n')}
</table>
</body>
</html>
`;
}
