import { goesToGateway, readPlace } from '../../backend/read-place.js';
import type { LookContext } from '../../command-entry.types.js';
import { EXIT, JSON_OPTION, printAnswer, UsageError, type Command } from '../../command.js';
import { checkGateway } from '../../doctor/check-gateway.js';
import type { Finding } from '../../doctor/finding.types.js';

export const doctorCommand: Command<LookContext> = {
  operands: '',
  details:
    'It changes nothing. Kafka and MongoDB are asked themselves where MONGODB_URI or KAFKA_BROKERS is set; else only what the gateway ' +
    'tells of them. Exit code 1: something is wrong.',
  options: JSON_OPTION,
  async run(context, operands, options) {
    if (operands.length > 0) throw new UsageError('doctor takes options only');
    const { client, variables } = context;
    const findings = await checkGateway(client, await readPlace(variables));
    if (!goesToGateway({ ...variables, DATELINE_URL: undefined })) {
      await import('../../ready-nest.js');
      const { checkStores } = await import('../../doctor/check-stores.js');
      findings.push(...(await checkStores(variables, context)));
    }
    // Colours are for terminals; https://no-color.org takes them away there, too.
    const isColoured = process.stdout.isTTY && !variables['NO_COLOR'];
    printAnswer(context, findings, {
      options,
      text: findings.map((one) => lineOf(one, isColoured)).join('\n'),
    });
    return findings.some(({ state }) => state === 'wrong') ? EXIT.no : EXIT.ok;
  },
};

const MARKS = { ok: ['ok', 32], warning: ['warning', 33], wrong: ['WRONG', 31] } as const;

function lineOf({ check, state, detail, remedy }: Finding, isColoured: boolean): string {
  const [word, colour] = MARKS[state];
  const mark = isColoured ? `\u001b[${colour}m${word.padEnd(8)}\u001b[0m` : word.padEnd(8);
  return [`${mark} ${check}: ${detail}`, ...(remedy === null ? [] : [`         ${remedy}`])].join('\n');
}
