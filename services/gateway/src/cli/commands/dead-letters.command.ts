import type { LetterFacts, LetterGroup } from '../../quarantine/letter-groups.js';
import {
  EXIT,
  JSON_OPTION,
  printAnswer,
  textOption,
  UsageError,
  type Command,
  type DailyContext,
  type ExitCode,
  type OptionValues,
} from '../command.js';
import { factsOf, shorten, tableOf } from '../text-table.js';

const FILTERS = ['service', 'code', 'group', 'json'];

export const deadLettersCommand: Command<DailyContext> = {
  operands: '[list | groups | show <group> | release <id> | discard <id>]',
  details:
    'An id is that of a group (16 digits) or of one letter (32). Letters that were put back or given up are no longer listed; one ' +
    'that fails again comes as a new letter. The audit log records both. --replay puts back all that --service and --code select. ' +
    'Exit code 1: there is no such letter or group, or it cannot be put back.',
  actions: {
    list: { operands: '', options: [...FILTERS, 'replay'] },
    groups: { operands: '', options: ['service', 'json'] },
    show: { operands: '<group>', options: ['json'] },
    release: { operands: '<id>', options: ['reason', 'json'] },
    discard: { operands: '<id>', options: ['reason', 'json'] },
  },
  options: {
    replay: { type: 'boolean', about: 'put them back, with their original bytes and headers' },
    service: { type: 'string', value: 'name', about: 'only those of one service, for example parser' },
    code: { type: 'string', value: 'code', about: 'only those with one code' },
    group: { type: 'string', value: 'id', about: 'only those of one group' },
    reason: { type: 'string', value: 'text', about: 'why, for the audit log; discard needs it' },
    ...JSON_OPTION,
  },
  run(context, operands, options) {
    const [action = 'list', id, ...more] = operands;
    if (more.length > 0) throw new UsageError(`${action} takes one id`);
    if (options['replay'] === true) {
      if (operands.length > 0) throw new UsageError('--replay goes with options only; release takes an id');
      return replay(context, options);
    }
    if (action === 'list') return list(context, options);
    if (action === 'groups') return groups(context, options);
    if (action === 'show') return show(context, idOf(action, id), options);
    if (action === 'release' || action === 'discard')
      return settle(context, action, { id: idOf(action, id), options });
    throw new UsageError(`dead-letters has no "${action}": list, groups, show, release or discard`);
  },
};

function idOf(action: string, id: string | undefined): string {
  if (id === undefined) throw new UsageError(`${action} needs an id; list and groups show them`);
  return id;
}

const filterOf = async (options: OptionValues) => ({
  service: await serviceIn(options),
  code: textOption(options, 'code'),
  group: textOption(options, 'group'),
});

/** The contracts are loaded only where a name is to be checked. */
async function serviceIn(options: OptionValues): Promise<string | undefined> {
  const service = textOption(options, 'service');
  if (service === undefined) return undefined;
  const { DEAD_LETTER_SERVICES: known } = await import('@dateline/contracts');
  if ((known as readonly string[]).includes(service)) return service;
  throw new UsageError(`--service must be one of ${known.join(', ')}`);
}

async function list(context: DailyContext, options: OptionValues): Promise<ExitCode> {
  const letters = await context.backend.letters.list(await filterOf(options));
  printAnswer(context, letters, { options, text: lettersText(letters) });
  return EXIT.ok;
}

async function groups(context: DailyContext, options: OptionValues): Promise<ExitCode> {
  const found = await context.backend.letters.groups(await serviceIn(options));
  printAnswer(context, found, { options, text: groupsText(found) });
  return EXIT.ok;
}

async function show(context: DailyContext, id: string, options: OptionValues): Promise<ExitCode> {
  const group = await context.backend.letters.group(id);
  if (!group) {
    context.tell(`no group ${id} waits`);
    return EXIT.no;
  }
  printAnswer(context, group, { options, text: groupText(group) });
  return EXIT.ok;
}

async function settle(
  context: DailyContext,
  action: 'release' | 'discard',
  { id, options }: { id: string; options: OptionValues },
): Promise<ExitCode> {
  const reason = textOption(options, 'reason') ?? null;
  if (action === 'discard' && !reason) throw new UsageError('discard needs --reason');
  const end = await context.backend.letters.settle(action, id, reason);
  if (!end || end.settled === 0) {
    context.tell(end ? 'none of them can be put back' : `no dead letter of ${id} waits`);
    return EXIT.no;
  }
  const done = action === 'release' ? 'are back on their topics' : 'are given up';
  context.tell(
    `${end.settled} dead letters ${done}${end.stuck > 0 ? `, ${end.stuck} cannot be put back` : ''}`,
  );
  printAnswer(context, end.letters, { options, text: lettersText(end.letters) });
  return EXIT.ok;
}

async function replay(context: DailyContext, options: OptionValues): Promise<ExitCode> {
  const { replayed, kept, letters } = await context.backend.letters.replay(await filterOf(options));
  context.tell(`${replayed} dead letters are back on their topics, ${kept} stay`);
  printAnswer(context, letters, { options, text: lettersText(letters) });
  return EXIT.ok;
}

function lettersText(letters: readonly LetterFacts[]): string {
  if (letters.length === 0) return 'no dead letters';
  return tableOf(
    ['at', 'service', 'stage', 'code', 'tries', 'article', 'from', 'letter', 'cause'],
    letters.map((l) => [
      ...[l.at, l.service, l.stage, l.code, l.attempts, l.articleId, l.topic, l.id],
      shorten(l.cause, 80),
    ]),
  );
}

function groupsText(found: readonly LetterGroup[]): string {
  if (found.length === 0) return 'no dead letters';
  return tableOf(
    ['group', 'letters', 'service', 'stage', 'code', 'version', 'host', 'first', 'last', 'where'],
    found.map((g) => [
      ...[g.id, g.count, g.service, g.stage, g.code, g.version, g.host, g.firstSeenAt, g.lastSeenAt],
      shorten(g.origin, 60),
    ]),
  );
}

function groupText(group: LetterGroup): string {
  const { id, service, stage, code, version, origin, host, count, releasable, firstSeenAt, lastSeenAt } =
    group;
  const facts = factsOf(12, [
    ['group', id],
    ['service', `${service} ${version}, stage ${stage}`],
    ['code', code],
    ['where', origin === '' ? null : origin],
    ['host', host],
    ['letters', `${count}, of which ${releasable} can be put back`],
    ['seen', `${firstSeenAt} to ${lastSeenAt}`],
  ]);
  return `${facts}\n\n${lettersText(group.samples)}`;
}
