import { Link } from 'wouter-preact';
import type { Audit } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';
import { counted } from '../../words/numbers.js';

/** Whether the account of all articles is in balance. The audit reads whole collections, so it is asked seldom. */
export function Balance() {
  const { data, problem } = useQuery<Audit>('/audit', 5 * 60_000);
  if (problem) return <>Whether anything is lost is not known now: {problem.detail}</>;
  if (data === null) return null;
  if (data.balanced) return <>Nothing is lost.</>;
  return (
    <Link href="/system" class="problem">
      The account is not in balance: {counted(data.problems.length, 'check')} failed.
    </Link>
  );
}
