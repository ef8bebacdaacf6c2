import { deterministicId, type OutgoingEvent, type StageOutcome } from '@dateline/contracts';
import type { EventPublisher, FoundEvent } from '@dateline/messaging';
import type { Database, Trace } from '@dateline/storage';
import { GATEWAY_VERSION } from '../version.js';
import type { Gap } from './find-gaps.js';
import { pageStepOf, rebuildDiscovered, rebuildFetched } from './rebuild-events.js';
import type { OverdueArticle } from './reconciliation.types.js';

export interface PutBackMeans {
  stores: Pick<Database, 'entries' | 'feeds' | 'frontier' | 'rawPages' | 'articles'>;
  publisher: Pick<EventPublisher, 'publish'>;
  now: () => Date;
}

/** An article that was put back so often and did not go on needs somebody to look at it. */
const MAX_TIMES = 3;

/** What puts the article back: an event that is published, or work that is done. */
type Remedy =
  | { detail: string; event: OutgoingEvent; found?: FoundEvent }
  | { detail: string; event: null; outcome?: StageOutcome };

/**
 * Puts an article back on its way where it broke off. Every remedy repeats known ids, so that the stages recognise what they
 * have done already, and a run that is cut off or repeated does no harm.
 */
export async function putBack(
  trace: Trace,
  gap: Gap,
  { found, on }: { found: FoundEvent | undefined; on: PutBackMeans },
): Promise<OverdueArticle> {
  const { articleId, url } = trace;
  const about = { articleId, url, stage: gap.stage, since: gap.since.toISOString() };
  if (found?.isUnread) {
    const { partition, offset } = found.position;
    const detail = `waits unread in ${found.event.topic}/${partition} at offset ${offset}`;
    return { ...about, cause: 'unread', detail };
  }
  const times = trace.steps.filter(({ stage, at }) => stage === 'reconcile' && at > gap.since).length;
  if (times >= MAX_TIMES)
    return { ...about, cause: 'stuck', detail: `was put back ${times} times and did not go on` };
  const remedy = await findRemedy(trace, gap, { found, on });
  if (remedy === null)
    return { ...about, cause: 'stuck', detail: `its event is lost, and so are its page and its entry` };
  const emitted = remedy.event ? [remedy.event.id] : [];
  const note = noteOf(trace, { emitted, times, detail: remedy.detail }, on.now());
  await on.publisher.publish({
    events: remedy.event ? [remedy.event] : [],
    outcomes: [...(remedy.event === null && remedy.outcome ? [remedy.outcome] : []), note],
    ...(remedy.event !== null && remedy.found ? { traceContext: remedy.found.traceContext } : {}),
  });
  return { ...about, cause: 'lost', detail: remedy.detail };
}

async function findRemedy(
  trace: Trace,
  gap: Gap,
  { found, on }: { found: FoundEvent | undefined; on: PutBackMeans },
): Promise<Remedy | null> {
  const { stores, now } = on;
  const { articleId } = trace;
  const lostOutcome = gap.stage === 'index' ? await indexedBefore(trace, gap, on) : null;
  if (lostOutcome) return lostOutcome;
  const [discoveryId = ''] = gap.eventIds;
  if (gap.stage === 'fetch' && (await stores.frontier.requeuePage({ articleId, discoveryId }, now())))
    return { detail: 'the page was not in line any more; it is in line again', event: null };
  if (found)
    return { detail: 'its event stands in the topic and was passed over; it was sent again', ...found };
  if (gap.stage === 'schedule' || gap.stage === 'fetch') {
    const event = await rebuildDiscovered(articleId, discoveryId, stores);
    return event && { detail: 'its discovery is in no topic; it was made again from its entry', event };
  }
  const step = pageStepOf(trace, gap.since);
  const [eventId] = step?.emitted ?? [];
  if (!step || eventId === undefined) return null;
  const event = await rebuildFetched(articleId, eventId, stores.rawPages);
  if (event) return { detail: 'its event is in no topic; the kept page was sent again', event };
  const isInLine =
    step.eventId !== null &&
    (await stores.frontier.requeuePage({ articleId, discoveryId: step.eventId }, now()));
  return isInLine
    ? { detail: 'its event and its page are lost; the page is fetched again', event: null }
    : null;
}

/** The article is stored, and only the outcome that says so was lost: it is told again. */
async function indexedBefore(trace: Trace, gap: Gap, { stores, now }: PutBackMeans): Promise<Remedy | null> {
  const stored = (await stores.articles.loadMany([trace.articleId])).get(trace.articleId);
  const applied = stored?.applied.find(({ eventId }) => gap.eventIds.includes(eventId));
  if (!applied) return null;
  const outcome = { ...blankOutcome(trace, now()), stage: 'index' as const, eventId: applied.eventId };
  return {
    detail: 'it is indexed, and the outcome that says so was lost; it was told again',
    event: null,
    outcome,
  };
}

/** The trace says what was done. Each time is a fact of its own. */
function noteOf(
  trace: Trace,
  { emitted, times, detail }: { emitted: string[]; times: number; detail: string },
  at: Date,
): StageOutcome {
  const eventId = deterministicId('reconcile', trace.articleId, String(trace.rev), String(times));
  return { ...blankOutcome(trace, at), eventId, emitted, detail };
}

const blankOutcome = ({ articleId, feedId, url }: Trace, at: Date): StageOutcome => ({
  ...{ articleId, stage: 'reconcile', outcome: 'emitted', reason: null, detail: null, duplicateOf: null },
  ...{ eventId: null, emitted: [], input: null, attempts: 1, service: 'gateway', version: GATEWAY_VERSION },
  ...{ feedId, url, occurredAt: at.toISOString() },
});
