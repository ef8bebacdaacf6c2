import type { SkippedEntry } from '@dateline/storage';
import { referenceIn } from '../reference-operand.js';
import type { ShownTrace } from '../backend/backend.types.js';
import { EXIT, JSON_OPTION, printAnswer, type Command, type DailyContext } from '../command.js';
import { factsOf, shorten, tableOf, timeOf } from '../text-table.js';

export const traceCommand: Command<DailyContext> = {
  operands: '<article id or url, or guid or title of an entry>',
  details: 'Exit code 1: nothing is known of it.',
  options: JSON_OPTION,
  async run(context, operands, options) {
    const reference = referenceIn(operands);
    const trace = await context.backend.trace(reference);
    if (!trace) {
      const skipped = await context.backend.skipped(reference);
      if (skipped.length > 0) {
        printAnswer(context, { skipped }, { options, text: skippedText(skipped) });
        return EXIT.ok;
      }
      context.tell(`trace: nothing is known of ${reference}`);
      return EXIT.no;
    }
    printAnswer(context, trace, { options, text: traceText(trace) });
    return EXIT.ok;
  },
};

/** Entries that were not taken, each with its reason. */
export function skippedText(entries: readonly SkippedEntry[]): string {
  const blocks = entries.map(({ reason, articleId, feedId, guid, url, title, firstSeenAt, lastSeenAt }) =>
    factsOf(12, [
      ['entry', title ?? url ?? guid ?? '(nameless)'],
      ['state', articleId === null ? `skipped (${reason})` : `${reason} as ${articleId}`],
      ['feed', feedId],
      ['guid', guid],
      ['url', url],
      ['first seen', timeOf(firstSeenAt)],
      ['last seen', timeOf(lastSeenAt)],
    ]),
  );
  return blocks.join('\n\n');
}

/** A trace as text: the article, its state, and each step with the time since the previous one. */
export function traceText(trace: ShownTrace): string {
  const facts = factsOf(12, [
    ['article', trace.articleId],
    ['url', trace.url],
    ['feed', trace.feedId ?? '(imported)'],
    ['discovered', timeOf(trace.discoveredAt)],
    ['state', stateText(trace)],
    ['indexed', trace.indexedAt && timeOf(trace.indexedAt)],
    ['sightings', String(trace.sightings)],
  ]);
  const rows = trace.steps.map((step, i) => {
    const before = trace.steps[i - 1];
    return [
      step.at.toISOString(),
      before ? `+${durationText(step.at.getTime() - before.at.getTime())}` : '',
      step.stage,
      step.outcome,
      shorten(
        [step.reason, step.duplicateOf && `of ${step.duplicateOf}`, step.detail].filter(Boolean).join(': '),
        100,
      ),
      `${step.service} ${step.version}${step.attempts > 1 ? `, try ${step.attempts}` : ''}`,
    ];
  });
  return `${facts}\n\n${tableOf(['time', 'after', 'stage', 'outcome', 'reason', 'by'], rows)}`;
}

/** State and reason in words: "duplicate of … (same_content), decided by deduplicate". */
export function stateText(trace: ShownTrace): string {
  const state = trace.state.replace('_', trace.state === 'dead_lettered' ? '-' : ' ');
  const of = trace.duplicateOf === null ? '' : ` of ${trace.duplicateOf}`;
  const reason = trace.reason === null ? '' : ` (${trace.reason})`;
  return `${state}${of}${reason}${trace.refreshing ? ', being refreshed' : ''}, by ${trace.stage}`;
}

function durationText(ms: number): string {
  if (ms < 1000) return `${ms} ms`;
  if (ms < 120_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${(ms / 60_000).toFixed(1)} min`;
}
