import type { UrlParameter } from '@dateline/storage';
import { EXIT, JSON_OPTION, UsageError, type Command } from '../command.js';
import { recordChange } from '../cli-caller.js';
import { shorten, tableOf } from '../text-table.js';

const STATES = { keep: 'significant', drop: 'tracking' } as const;

export const parametersCommand: Command = {
  operands: '[host] | keep|drop <host> <name>',
  details:
    'drop: the parameter is tracking whatever the evidence; keep takes that back. Articles that exist keep their ids. Exit code 1: nothing was learned under the name.',
  options: JSON_OPTION,
  async run(context, operands, options) {
    const [first, host, name] = operands;
    const { urlParameters } = await context.database();
    if (first !== 'keep' && first !== 'drop') {
      if (operands.length > 1) throw new UsageError('one host at most');
      const found = await urlParameters.list(first ?? null);
      context.print(options['json'] ? JSON.stringify(found, null, 2) : textOf(found));
      return EXIT.ok;
    }
    if (host === undefined || name === undefined) throw new UsageError(`${first} needs a host and a name`);
    const change = { action: 'parameter.rule' as const, target: `${host} ${name}`, reason: first };
    const ruled = await recordChange(context, change, () =>
      urlParameters.rule({ host, name }, STATES[first], new Date()),
    );
    if (!ruled) {
      context.tell(`parameters: nothing was learned of ${name} at ${host}`);
      return EXIT.no;
    }
    context.print(options['json'] ? JSON.stringify(ruled, null, 2) : textOf([ruled]));
    return EXIT.ok;
  },
};

function textOf(parameters: readonly UrlParameter[]): string {
  const headings = ['host', 'name', 'state', 'learned', 'ruled', 'proof'];
  return tableOf(
    headings,
    parameters.map(({ host, name, state, learnedAt, ruledAt, proof }) => [
      host,
      name,
      state,
      learnedAt.toISOString(),
      ruledAt?.toISOString() ?? null,
      shorten(proof.join(' '), 100),
    ]),
  );
}
