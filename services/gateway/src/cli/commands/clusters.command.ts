import type { ClusterRecord } from '@dateline/contracts';
import { randomUUID } from 'node:crypto';
import { findArticleId } from '../../articles/find-article-id.js';
import { ClusterOrderRefused, orderMerge, orderSplit } from '../../clusters/cluster-orders.js';
import type { ClusterOrderAccepted } from '../../clusters/clusters.schema.js';
import {
  EXIT,
  JSON_OPTION,
  textOption,
  UsageError,
  type CliContext,
  type Command,
  type ExitCode,
  type OptionValues,
} from '../command.js';
import { recordChange } from '../cli-caller.js';
import { shorten, tableOf } from '../text-table.js';

export const clustersCommand: Command = {
  operands: 'list | show <cluster or article> | merge <cluster> <into> | split <cluster> <article>...',
  details: 'merge and split need --reason. Exit code 1: there is no such cluster, or the order was refused.',
  options: {
    reason: { type: 'string', value: 'text', about: 'why clusters are merged or split' },
    by: { type: 'string', value: 'name', about: 'on whose behalf; kept in the audit log' },
    'request-id': {
      type: 'string',
      value: 'id',
      about: 'the same order with the same id is carried out once',
    },
    ...JSON_OPTION,
  },
  async run(context, operands, options) {
    const [action, ...rest] = operands;
    switch (action) {
      case 'list':
        return list(context, options);
      case 'show':
        return show(context, rest, options);
      case 'merge':
      case 'split':
        return order(context, [action, ...rest], options);
      default:
        throw new UsageError('say list, show, merge or split');
    }
  },
};

async function list(context: CliContext, options: OptionValues): Promise<ExitCode> {
  const { clusters } = await context.database();
  const { items: found } = await clusters.list({ limit: 50 });
  const rows = found.map((c) => [c.clusterId, String(c.size), c.updatedAt, c.original ?? '']);
  const text = rows.length === 0 ? 'no clusters' : tableOf(['cluster', 'size', 'changed', 'original'], rows);
  context.print(options['json'] ? JSON.stringify(found, null, 2) : text);
  return EXIT.ok;
}

async function show(
  context: CliContext,
  [reference, ...more]: string[],
  options: OptionValues,
): Promise<ExitCode> {
  if (reference === undefined || more.length > 0) throw new UsageError('give one cluster or article');
  const database = await context.database();
  const { clusters } = database;
  const articleId = await findArticleId(database, reference);
  const ids = articleId === null ? [reference] : await clusters.withMembers([articleId]);
  const found = [...(await clusters.loadMany(ids)).values()].map(({ record }) => record);
  if (found.length === 0) {
    context.tell(`clusters: there is none for ${reference}`);
    return EXIT.no;
  }
  context.print(options['json'] ? JSON.stringify(found, null, 2) : found.map(clusterText).join('\n\n'));
  return EXIT.ok;
}

async function order(context: CliContext, operands: string[], options: OptionValues): Promise<ExitCode> {
  const [action, clusterId, ...rest] = operands;
  const [into] = rest;
  const reason = textOption(options, 'reason');
  if (reason === undefined) throw new UsageError(`${String(action)} needs --reason`);
  if (clusterId === undefined || into === undefined || (action === 'merge' && rest.length > 1))
    throw new UsageError(
      action === 'merge' ? 'give two clusters' : 'give a cluster and its members to split off',
    );
  const { clusters, ledger, urlParameters } = await context.database();
  const stores = { clusters, ledger, urlParameters, publisher: context.publisher() };
  const onBehalfOf = textOption(options, 'by') ?? null;
  const requestId = textOption(options, 'request-id') ?? randomUUID();
  const isMerge = action === 'merge';
  const change = {
    action: isMerge ? ('cluster.merge' as const) : ('cluster.split' as const),
    target: clusterId,
    reason,
    onBehalfOf,
  };
  try {
    const accepted = await recordChange(context, change, (requestedBy) => {
      const common = { clusterId, reason, requestedBy, requestId };
      return isMerge
        ? orderMerge(stores, { ...common, into }, new Date())
        : orderSplit(stores, { ...common, articles: rest }, new Date());
    });
    context.print(options['json'] ? JSON.stringify(accepted, null, 2) : acceptedText(accepted));
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof ClusterOrderRefused)) throw error;
    context.tell(`clusters: ${error.message}`);
    return EXIT.no;
  }
}

const acceptedText = ({ eventId, clusterId }: ClusterOrderAccepted) =>
  `ordered (event ${eventId}); the members will stand in ${clusterId}`;

function clusterText({
  clusterId,
  size,
  members,
  original,
  originalBy,
  mergedInto,
  orders,
}: ClusterRecord): string {
  const head =
    mergedInto === null ? `${clusterId}, ${size} members` : `${clusterId}, merged into ${mergedInto}`;
  const rows = members.map((m) => [
    m.articleId === original ? `original (${originalBy ?? ''})` : '',
    m.articleId,
    m.outlet ?? '',
    m.publishedAt ?? '',
    m.score === null ? '' : m.score.toFixed(3),
    m.joinedBy === 'operator' ? 'operator' : m.rule,
  ]);
  const table = tableOf(['', 'article', 'outlet', 'published', 'score', 'joined by'], rows);
  const ordered = orders.map(
    (o) => `${o.at} ${o.kind} ${o.other} by ${o.requestedBy}: ${shorten(o.reason, 80)}`,
  );
  return [head, ...(rows.length > 0 ? [table] : []), ...ordered].join('\n');
}
