import type { ArticleRecord } from '@dateline/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Piece } from '../../articles/changed-words.js';
import type { VersionDiff } from '../../articles/compare-versions.js';
import type { ArticleSearch } from '../backend/backend.types.js';
import {
  EXIT,
  JSON_OPTION,
  printAnswer,
  textOption,
  UsageError,
  type ActionUse,
  type Command,
  type DailyContext,
  type ExitCode,
  type OptionValues,
} from '../command.js';
import { referenceIn } from '../reference-operand.js';
import { agoOf, factsOf, shorten, tableOf } from '../text-table.js';

/** Options that become parameters of GET /articles, under their names there. */
const PARAMETERS: Record<string, string> = {
  feed: 'feedId',
  label: 'label',
  language: 'language',
  publisher: 'publisher',
  cluster: 'cluster',
  section: 'section',
  author: 'author',
  status: 'status',
  'page-type': 'pageType',
  from: 'from',
  to: 'to',
  'changed-since': 'changedSince',
};
const FILTERS = Object.keys(PARAMETERS);
/** As many as the API gives at once. */
const PAGE = 100;
/** Pause between two looks of tail. */
const TAIL_MS = 2_000;

interface ArticlesCall {
  context: DailyContext;
  operands: string[];
  options: OptionValues;
}

const ACTIONS: Record<string, ActionUse & { run(call: ArticlesCall): Promise<ExitCode> }> = {
  list: { operands: '', options: [...FILTERS, 'limit', 'json'], run: (call) => search(call, null) },
  search: {
    operands: '<words…>',
    options: [...FILTERS, 'limit', 'json'],
    run: (call) => search(call, call.operands.join(' ')),
  },
  get: { operands: '<id or url>', options: ['json'], run: get },
  diff: { operands: '<id or url> [<older> [<newer>]]', options: ['json'], run: diff },
  tail: { operands: '', options: [...FILTERS, 'json'], run: tail },
};

const option = (value: string, about: string) => ({ type: 'string' as const, value, about });

export const articlesCommand: Command<DailyContext> = {
  operands: Object.entries(ACTIONS)
    .map(([name, { operands }]) => `${name} ${operands}`.trimEnd())
    .join(' | '),
  details:
    'diff compares the present version with the one before, or those that are named. tail runs until it is stopped; with --json it prints a record in each line. Exit code 1: nothing was found.',
  actions: ACTIONS,
  options: {
    feed: option('id', 'only of this feed'),
    label: option('label', 'only of feeds with the label'),
    language: option('tag', 'only in this language (BCP 47)'),
    publisher: option('domain', 'only of this publisher'),
    cluster: option('id', 'only of this cluster'),
    section: option('name', 'only of this section'),
    author: option('name', 'only by this author'),
    status: option('word', 'only usable or canceled ones'),
    'page-type': option('class', 'only read from pages of this class'),
    from: option('time', 'only published then or later'),
    to: option('time', 'only published before'),
    'changed-since': option('time', 'only written then or later'),
    limit: option('number', 'articles at most (20)'),
    ...JSON_OPTION,
  },
  run(context, [action = 'list', ...operands], options) {
    const chosen = ACTIONS[action];
    if (!chosen) throw new UsageError(`articles: say one of ${Object.keys(ACTIONS).join(', ')}`);
    if (chosen.operands === '' && operands.length > 0)
      throw new UsageError(`articles ${action} takes options only`);
    return chosen.run({ context, operands, options });
  },
};

const filterOf = (options: OptionValues): ArticleSearch =>
  Object.fromEntries(Object.entries(PARAMETERS).map(([name, field]) => [field, textOption(options, name)]));

/** The latest first. */
async function search({ context, options }: ArticlesCall, words: string | null): Promise<ExitCode> {
  if (words === '') throw new UsageError('articles search: for what?');
  const limit = Number(textOption(options, 'limit') ?? 20);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError('--limit must be a whole number');
  const query = { ...filterOf(options), ...(words === null ? {} : { q: words }), sort: '-updated' };
  const found: ArticleRecord[] = [];
  let cursor: string | null | undefined;
  while (found.length < limit && cursor !== null) {
    const page = await context.backend.articles.search({
      ...query,
      limit: Math.min(PAGE, limit - found.length),
      cursor,
    });
    found.push(...page.items);
    cursor = page.next;
  }
  printAnswer(context, found, { options, text: articlesText(found, context.now()) });
  return found.length > 0 ? EXIT.ok : EXIT.no;
}

async function get({ context, operands, options }: ArticlesCall): Promise<ExitCode> {
  const reference = referenceIn(operands);
  const record = await context.backend.articles.get(reference);
  if (!record) {
    context.tell(`articles: no article ${reference} is indexed; dateline trace says what is known of it`);
    return EXIT.no;
  }
  printAnswer(context, record, { options, text: articleText(record) });
  return EXIT.ok;
}

async function diff({ context, operands, options }: ArticlesCall): Promise<ExitCode> {
  const [reference, ...versions] = operands;
  if (versions.length > 2 || versions.some((version) => !/^[1-9]\d{0,8}$/.test(version)))
    throw new UsageError('articles diff: give an id or address, and two numbers of versions at most');
  const record = await context.backend.articles.get(referenceIn(reference === undefined ? [] : [reference]));
  const newer = Number(versions[1] ?? record?.version ?? 0);
  const older = Number(versions[0] ?? newer - 1);
  const found = record && older > 0 ? await context.backend.articles.diff(record, older, newer) : null;
  if (!found) {
    context.tell(
      `articles: ${record ? `version ${older} or ${newer} is not kept` : 'no such article is indexed'}`,
    );
    return EXIT.no;
  }
  printAnswer(context, found, { options, text: diffText(found) });
  return EXIT.ok;
}

/** Prints articles as they are written, until the process is stopped. */
async function tail({ context, options }: ArticlesCall): Promise<ExitCode> {
  const query = { ...filterOf(options), sort: 'updated', limit: PAGE };
  let since = textOption(options, 'changed-since') ?? context.now().toISOString();
  let told = new Set<string>();
  for (;;) {
    let cursor: string | undefined;
    do {
      const page = await context.backend.articles.search({ ...query, changedSince: since, cursor });
      for (const record of page.items) {
        const name = `${record.articleId}:${record.version}`;
        if (!told.has(name)) context.print(options['json'] ? JSON.stringify(record) : lineOf(record));
        told.add(name);
      }
      cursor = page.next ?? undefined;
      const last = page.items.at(-1)?.updatedAt;
      // What was written at the same instant comes again.
      if (cursor === undefined && last !== undefined && last !== since) {
        since = last;
        told = new Set(page.items.map(({ articleId, version }) => `${articleId}:${version}`));
      }
    } while (cursor !== undefined);
    await sleep(TAIL_MS);
  }
}

/** Words as `git diff --word-diff` marks them; of long texts only those around what changed. */
function diffText({ fields, older, newer }: VersionDiff): string {
  const parts = fields.map(({ field, before, after, words }) =>
    words
      ? `${field}: ${words.map(markedPiece).join('')}`
      : `${field}: [-${JSON.stringify(before)}-]{+${JSON.stringify(after)}+}`,
  );
  return [`version ${older.version} (${older.at}) to ${newer.version} (${newer.at})`, ...parts].join('\n\n');
}

const CONTEXT = 80;

function markedPiece({ text, in: where }: Piece): string {
  if (where === 'older') return `[-${text}-]`;
  if (where === 'newer') return `{+${text}+}`;
  return text.length <= 3 * CONTEXT ? text : `${text.slice(0, CONTEXT)} … ${text.slice(-CONTEXT)}`;
}

const lineOf = ({ updatedAt, version, publisher, headline, url }: ArticleRecord) =>
  `${updatedAt}  ${publisher?.domain ?? '-'}  ${version > 1 ? `(version ${version}) ` : ''}${shorten(headline ?? '', 100)}  ${url}`;

function articlesText(records: readonly ArticleRecord[], now: Date): string {
  if (records.length === 0) return 'no articles';
  return tableOf(
    ['changed', 'published', 'publisher', 'headline', 'id'],
    records.map(({ updatedAt, datePublished, publisher, headline, articleId }) => [
      agoOf(new Date(updatedAt), now),
      datePublished?.slice(0, 16) ?? null,
      publisher?.domain ?? null,
      shorten(headline ?? '', 80),
      articleId,
    ]),
  );
}

function articleText(record: ArticleRecord): string {
  const facts = factsOf(12, [
    ['article', `${record.articleId}, version ${record.version}`],
    ['url', record.url],
    ['headline', record.headline],
    ['authors', record.author.map(({ name }) => name).join(', ') || null],
    ['publisher', record.publisher?.name ?? record.publisher?.domain ?? null],
    ['published', record.datePublished],
    ['changed', record.updatedAt],
    ['status', record.status],
    ['language', record.inLanguage],
    ['sections', record.articleSection.join(', ') || null],
    ['cluster', record.clusterId],
    ['class', `${record.pageType}, confidence of the text ${record.bodyConfidence ?? 'unknown'}`],
  ]);
  return [facts, ...(record.articleBody ? [record.articleBody] : [])].join('\n\n');
}
