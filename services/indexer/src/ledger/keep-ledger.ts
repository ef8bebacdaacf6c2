import type { StageOutcome } from '@dateline/contracts';
import { emitted, type StageMessage, type StageResult } from '@dateline/messaging';
import type { LedgerRepository, Trace } from '@dateline/storage';
import { applyOutcome, showsArticle, type AttributedOutcome, type OutcomePosition } from './apply-outcome.js';

type Ledger = Pick<
  LedgerRepository,
  'loadMany' | 'saveMany' | 'noteUnattributed' | 'unattributedOf' | 'dropUnattributed'
>;

/** An outcome of an article, with its place in the topic. */
interface Fact {
  outcome: AttributedOutcome;
  position: OutcomePosition;
}

/** Materialises the outcomes topic: one trace per article, written in bulk. */
export class KeepLedger {
  constructor(private readonly ledger: Ledger) {}

  async run(messages: StageMessage<StageOutcome>[]): Promise<StageResult[]> {
    const attributed = messages.filter(
      (m): m is StageMessage<AttributedOutcome> => m.event.data.articleId !== null,
    );
    const homeless = await this.applyAll(attributed);
    const unattributed = messages.filter((m) => m.event.data.articleId === null || homeless.has(m));
    await this.ledger.noteUnattributed(unattributed.map(noteOf));
    return messages.map(() => emitted([]));
  }

  /**
   * Returns the messages of articles that nothing shows to exist: garbage under a made-up id. They open no trace, and
   * are kept for the case that the article is only told of later.
   */
  private async applyAll(messages: StageMessage<AttributedOutcome>[]): Promise<Set<unknown>> {
    const ids = [...new Set(messages.map((m) => m.event.data.articleId))];
    const [before, kept] = await Promise.all([
      this.ledger.loadMany(ids),
      this.ledger.unattributedOf<Fact>(ids),
    ]);
    const known = new Set([
      ...before.keys(),
      ...messages.filter((m) => showsArticle(m.event.data)).map((m) => m.event.data.articleId),
    ]);
    const arrived = messages.map(factOf).filter(({ outcome }) => known.has(outcome.articleId));
    const earlier = kept.filter(({ articleId }) => known.has(articleId));
    const after = new Map<string, Trace>();
    for (const { outcome, position } of [...earlier.map(({ said }) => said), ...arrived]) {
      const { articleId } = outcome;
      const trace = after.get(articleId) ?? before.get(articleId) ?? null;
      after.set(articleId, applyOutcome(trace, outcome, position));
    }
    const changed = [...after.values()].filter((trace) => trace !== before.get(trace.articleId));
    await this.ledger.saveMany(
      changed.map((trace) => ({ trace, expectedRev: before.get(trace.articleId)?.rev ?? null })),
    );
    await this.ledger.dropUnattributed(earlier.map(({ id }) => id));
    return new Set(messages.filter((m) => !known.has(m.event.data.articleId)));
  }
}

const factOf = ({ event, position }: StageMessage<AttributedOutcome>): Fact => ({
  outcome: event.data,
  position: { partition: position.partition, offset: position.offset },
});

function noteOf(message: StageMessage<StageOutcome>) {
  const { id, data } = message.event;
  const { articleId, stage, outcome, reason, detail, occurredAt } = data;
  const note = { id, stage, outcome, reason, detail, at: new Date(occurredAt) };
  if (articleId === null) return note;
  return { ...note, articleId, said: factOf(message as StageMessage<AttributedOutcome>) };
}
