import type { StageOutcome } from '@dateline/contracts';
import { emitted, type StageMessage, type StageResult } from '@dateline/messaging';
import type { LedgerRepository, Trace } from '@dateline/storage';
import { applyOutcome } from './apply-outcome.js';

type AttributedOutcome = StageOutcome & { articleId: string };

/** Turns the outcomes topic into one trace per article, written in bulk. */
export class KeepLedger {
  constructor(
    private readonly ledger: Pick<LedgerRepository, 'loadMany' | 'saveMany' | 'noteUnattributed'>,
  ) {}

  async run(messages: StageMessage<StageOutcome>[]): Promise<StageResult[]> {
    const attributed = messages.filter(
      (m): m is StageMessage<AttributedOutcome> => m.event.data.articleId !== null,
    );
    await this.applyAll(attributed);
    await this.ledger.noteUnattributed(
      messages.filter((m) => m.event.data.articleId === null).map(unattributed),
    );
    return messages.map(() => emitted([]));
  }

  private async applyAll(messages: StageMessage<AttributedOutcome>[]): Promise<void> {
    const before = await this.ledger.loadMany([...new Set(messages.map((m) => m.event.data.articleId))]);
    const after = new Map<string, Trace>();
    for (const { event, position } of messages) {
      const { articleId } = event.data;
      after.set(
        articleId,
        applyOutcome(after.get(articleId) ?? before.get(articleId) ?? null, event.data, position),
      );
    }
    const changed = [...after.values()].filter((trace) => trace !== before.get(trace.articleId));
    await this.ledger.saveMany(
      changed.map((trace) => ({ trace, expectedRev: before.get(trace.articleId)?.rev ?? null })),
    );
  }
}

function unattributed({ event }: StageMessage<StageOutcome>) {
  const { stage, outcome, reason, detail, occurredAt } = event.data;
  return { id: event.id, stage, outcome, reason, detail, at: new Date(occurredAt) };
}
