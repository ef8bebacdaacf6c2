import type { Database } from '@dateline/storage';
import { describeSite } from '../../sites/describe-site.js';
import type { SiteAnswer } from '../../sites/sites.schema.js';
import { recordChange } from '../cli-caller.js';
import { EXIT, JSON_OPTION, UsageError, type Command } from '../command.js';
import { tableOf } from '../text-table.js';

const AT_ONCE = 200;

export const sitesCommand: Command = {
  operands: '[host] | forget <host>',
  details:
    'The sample of a site can be parsed again: dateline replay --article <ids>. Exit code 1: no page of the host was read.',
  options: { all: { type: 'boolean', about: 'list the other sites too' }, ...JSON_OPTION },
  async run(context, operands, options) {
    const [first, host] = operands;
    const { sites } = await context.database();
    if (first === 'forget') {
      if (host === undefined) throw new UsageError('sites forget: of which host?');
      const change = { action: 'site.forget' as const, target: host };
      const forgotten = await recordChange(context, change, () => sites.forget(host));
      context.tell(forgotten ? `sites: ${host} is forgotten` : `sites: no page of ${host} was read`);
      return forgotten ? EXIT.ok : EXIT.no;
    }
    if (operands.length > 1) throw new UsageError('one host at most');
    const stored = first === undefined ? null : await sites.get(first);
    if (first !== undefined && stored === null) {
      context.tell(`sites: no page of ${first} was read`);
      return EXIT.no;
    }
    const found = stored === null ? await listed(sites, options['all'] !== true) : [describeSite(stored)];
    context.print(options['json'] ? JSON.stringify(found, null, 2) : textOf(found));
    return EXIT.ok;
  },
};

async function listed(sites: Database['sites'], drifting: boolean): Promise<SiteAnswer[]> {
  const found: SiteAnswer[] = [];
  for (let after: string | null = null; ; after = found.at(-1)?.host ?? null) {
    const batch = await sites.list({ drifting, limit: AT_ONCE, after });
    found.push(...batch.map(describeSite));
    if (batch.length < AT_ONCE) return found;
  }
}

function textOf(sites: readonly SiteAnswer[]): string {
  if (sites.length === 0) return 'no sites';
  return tableOf(
    ['host', 'state', 'pages', 'departing', 'changed', 'signs', 'sample'],
    sites.map(({ host, state, pages, departing, driftedAt, drift }) => [
      host,
      state,
      pages,
      `${departing.template} ${departing.text}`,
      driftedAt,
      drift?.signs.join(' ') ?? null,
      drift?.sample.map(({ articleId }) => articleId).join(',') ?? null,
    ]),
  );
}
