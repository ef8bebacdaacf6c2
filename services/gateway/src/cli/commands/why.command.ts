import type { ArticleDecision, ArticleDecisions } from '../../articles/decisions.schema.js';
import { referenceIn } from '../reference-operand.js';
import { EXIT, JSON_OPTION, printAnswer, type Command, type DailyContext } from '../command.js';
import { factsOf, shorten, tableOf } from '../text-table.js';

export const whyCommand: Command<DailyContext> = {
  operands: '<article id or url>',
  details: 'Exit code 1: nothing was decided of it.',
  options: JSON_OPTION,
  async run(context, operands, options) {
    const reference = referenceIn(operands);
    const explained = await context.backend.why(reference);
    if (!explained) {
      context.tell(`why: nothing was decided of ${reference}`);
      return EXIT.no;
    }
    printAnswer(context, explained, { options, text: whyText(explained) });
    return EXIT.ok;
  },
};

/** The article's state, and each decision with its evidence. */
export function whyText({
  articleId,
  phase,
  duplicateOf,
  clusterId,
  apartFrom,
  decisions,
  host,
  parameters,
  authority,
  skipped,
}: ArticleDecisions): string {
  const facts = factsOf(14, [
    ['article', articleId],
    ['stands', phase],
    ['duplicate of', duplicateOf],
    ['cluster', clusterId],
    ['split from', apartFrom.join(', ') || null],
    ['authority', authority && authorityText(authority)],
  ]);
  const headings = ['decided', 'decision', 'tier', 'matched', 'score', 'numbers', 'rules'];
  const learned = parameters.map(({ name, state, feedId, learnedAt, proof }) => [
    name,
    state === 'significant' ? 'names articles' : 'tracking, by an operator',
    feedId === null ? 'pages' : `feed ${feedId}`,
    learnedAt,
    shorten(proof.join(' '), 100),
  ]);
  const leftOut = skipped.map(({ reason, feedId, guid, title, lastSeenAt }) => [
    reason,
    feedId,
    shorten(guid ?? '', 40),
    shorten(title ?? '', 40),
    lastSeenAt,
  ]);
  return [
    facts,
    tableOf(headings, decisions.map(rowOf)),
    ...section([`parameters at ${host ?? ''}`, 'are', 'learned from', 'at', 'proof'], learned),
    ...section(['entry left out', 'feed', 'guid', 'title', 'last seen'], leftOut),
  ].join('\n\n');
}

const section = (headings: string[], rows: string[][]): string[] =>
  rows.length === 0 ? [] : [tableOf(headings, rows)];

function authorityText({ word, feedId, voices }: NonNullable<ArticleDecisions['authority']>): string {
  const heard = voices.map(({ outlet, by, evidence }) => `; ${outlet} names it (${by}, ${evidence})`);
  return `${word ?? 'unknown'}, feed ${feedId}${heard.join('')}`;
}

function rowOf({ decidedAt, decision, tier, reason, matched, score, rule, rules, ...rest }: ArticleDecision) {
  const ground = [tier, reason === tier ? null : reason, rule, rest.addressReused ? 'address reused' : null];
  return [
    decidedAt,
    rest.erased ? `${decision} (erased)` : decision,
    ground.filter((part) => part !== null).join(', ') || null,
    matched && shorten(matched.url ?? matched.articleId, 60),
    score?.toFixed(3),
    numbersOf(rest.comparison),
    rules && `url ${rules.url}, text ${rules.text}`,
  ];
}

function numbersOf(comparison: ArticleDecision['comparison']): string | null {
  if (!comparison) return null;
  const { jaccard, containment, shared, refusedBy } = comparison;
  const numbers = `J ${jaccard.toFixed(3)}, C ${containment.toFixed(3)}, ${shared} shared`;
  return refusedBy === null ? numbers : `${numbers}, ${refusedBy}`;
}
