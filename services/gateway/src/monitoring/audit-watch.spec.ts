import { openMetricsRegistry } from '@dateline/observability';
import { AuditUndetermined, type AuditReport } from '../audit/audit.js';
import { AuditWatch } from './audit-watch.js';

const report = (change: Partial<AuditReport> = {}): AuditReport => ({
  balanced: true,
  checkedAt: new Date(0),
  entries: {
    total: { offered: 9, discovered: 5, known: 2, sameArticle: 1, skipped: { too_old: 1 } },
    byDay: [],
  },
  totals: {
    discovered: 7,
    indexed: 3,
    duplicate: 2,
    rejected: 1,
    deadLettered: 1,
    inFlight: 0,
    refreshing: 0,
    unattributedDeadLetters: 4,
  },
  byFeedAndDay: [],
  problems: [],
  behind: [],
  ...change,
});

function watchOf(...answers: (AuditReport | Error)[]) {
  const registry = openMetricsRegistry();
  const run = () => {
    const answer = answers.shift();
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? report());
  };
  const watch = new AuditWatch({ run }, 0, registry);
  const values = async (name: string) =>
    (await registry.metrics()).split('\n').filter((line) => line.startsWith(name));
  return { watch, values };
}

it('shows where the articles stand', async () => {
  const { watch, values } = watchOf(report());
  await watch.look(5_000);
  expect(await values('dateline_ledger_articles')).toEqual([
    'dateline_ledger_articles{state="indexed"} 3',
    'dateline_ledger_articles{state="duplicate"} 2',
    'dateline_ledger_articles{state="rejected"} 1',
    'dateline_ledger_articles{state="dead_lettered"} 1',
    'dateline_ledger_articles{state="in_flight"} 0',
  ]);
  expect(await values('dateline_ingest')).toEqual(['dateline_ingest_unaccounted_articles{check="none"} 0']);
  expect(await values('dateline_ledger_unattributed')).toEqual([
    'dateline_ledger_unattributed_dead_letters 4',
  ]);
  expect(await values('dateline_audit_last')).toEqual(['dateline_audit_last_timestamp_seconds 5']);
});

it('shows what cannot be accounted for, until an audit balances', async () => {
  const lost = { check: 'unaccounted' as const, count: 2, sample: [] };
  const { watch, values } = watchOf(report({ balanced: false, problems: [lost] }), report());
  await watch.look();
  expect(await values('dateline_ingest')).toEqual([
    'dateline_ingest_unaccounted_articles{check="unaccounted"} 2',
  ]);
  await watch.look();
  expect(await values('dateline_ingest')).toEqual(['dateline_ingest_unaccounted_articles{check="none"} 0']);
});

it('says when it cannot tell, and keeps what it knew', async () => {
  const { watch, values } = watchOf(report(), new AuditUndetermined([]), new Error('database away'));
  await watch.look(5_000);
  await watch.look(9_000);
  expect(await values('dateline_audit')).toEqual([
    'dateline_audit_last_timestamp_seconds 5',
    'dateline_audit_undetermined 1',
  ]);
  await expect(watch.look()).rejects.toThrow('database away');
});
