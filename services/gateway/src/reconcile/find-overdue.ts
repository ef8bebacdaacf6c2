import type { Database, Trace } from '@dateline/storage';

const PAGE = 500;

/** Articles on their way of which nothing new is known since `before`, and that do not wait in the frontier for their time. */
export async function* findOverdue(
  { ledger, frontier }: Pick<Database, 'ledger' | 'frontier'>,
  before: Date,
): AsyncGenerator<Trace> {
  for (let after: string | undefined; ;) {
    const traces = await ledger.overdue({ before, limit: PAGE, after });
    const waiting = await frontier.waitingArticleIds(traces.map(({ articleId }) => articleId));
    for (const trace of traces) if (!waiting.has(trace.articleId)) yield trace;
    after = traces.at(-1)?.articleId;
    if (traces.length < PAGE) return;
  }
}
