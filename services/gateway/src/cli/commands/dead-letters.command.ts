import { DEAD_LETTER_SERVICES } from '@dateline/contracts';
import { DeadLetterBox, replayDeadLetters, type DeadLetter } from '@dateline/messaging';
import {
  isLetterOf,
  letterFacts,
  type LetterFacts,
  type LetterGroup,
} from '../../quarantine/letter-groups.js';
import { Quarantine, type LetterChoice } from '../../quarantine/quarantine.js';
import { GATEWAY_VERSION } from '../../version.js';
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
import { factsOf, shorten, tableOf } from '../text-table.js';

export const deadLettersCommand: Command = {
  name: 'dead-letters',
  operands: '[list | groups | show <group> | release <id> | discard <id>]',
  summary:
    'list the messages that no stage could process, by cause too; put them back on their topics or give them up',
  details:
    'An id is that of a group (16 digits) or of one letter (32). Letters that were put back or given up are no longer listed; one ' +
    'that fails again comes as a new letter. The audit log records both. --replay puts back all that --service and --code select. ' +
    'Exit code 1: there is no such letter or group, or it cannot be put back.',
  options: {
    replay: { type: 'boolean', about: 'put them back, with their original bytes and headers' },
    service: {
      type: 'string',
      value: 'name',
      about: `only those of one service: ${DEAD_LETTER_SERVICES.join(', ')}`,
    },
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

const quarantineOf = (context: CliContext) =>
  new Quarantine(context.kafka(), context.names, () => new Date());

function idOf(action: string, id: string | undefined): string {
  if (id === undefined) throw new UsageError(`${action} needs an id; list and groups show them`);
  return id;
}

async function list(context: CliContext, options: OptionValues): Promise<ExitCode> {
  const [service, code, group] = [
    serviceOf(options),
    textOption(options, 'code'),
    textOption(options, 'group'),
  ];
  const letters = await quarantineOf(context).letters({ service, code, group });
  print(context, letters, { options, text: lettersText(letters) });
  return EXIT.ok;
}

async function groups(context: CliContext, options: OptionValues): Promise<ExitCode> {
  const found = await quarantineOf(context).groups(serviceOf(options));
  print(context, found, { options, text: groupsText(found) });
  return EXIT.ok;
}

async function show(context: CliContext, id: string, options: OptionValues): Promise<ExitCode> {
  const group = await quarantineOf(context).group(id);
  if (!group) {
    context.tell(`no group ${id} waits`);
    return EXIT.no;
  }
  print(context, group, { options, text: groupText(group) });
  return EXIT.ok;
}

async function settle(
  context: CliContext,
  action: 'release' | 'discard',
  { id, options }: { id: string; options: OptionValues },
): Promise<ExitCode> {
  const reason = textOption(options, 'reason') ?? null;
  if (action === 'discard' && !reason) throw new UsageError('discard needs --reason');
  const choice: LetterChoice = id.length === 16 ? { group: id } : { letter: id };
  const end = await recordChange(
    context,
    { action: `dead_letters.${action}`, target: id, reason },
    async () => {
      const settled = await quarantineOf(context)[action](choice);
      // Null: the audit log says that nothing was done.
      return settled.settled.length > 0 ? settled : settled.stuck > 0 ? null : false;
    },
  );
  if (!end) {
    context.tell(end === null ? 'none of them can be put back' : `no dead letter of ${id} waits`);
    return EXIT.no;
  }
  const done = action === 'release' ? 'are back on their topics' : 'are given up';
  context.tell(
    `${end.settled.length} dead letters ${done}${end.stuck > 0 ? `, ${end.stuck} cannot be put back` : ''}`,
  );
  print(context, end.settled, { options, text: lettersText(end.settled) });
  return EXIT.ok;
}

async function replay(context: CliContext, options: OptionValues): Promise<ExitCode> {
  const service = serviceOf(options);
  const services = service === undefined ? DEAD_LETTER_SERVICES : [service];
  const filter = { code: textOption(options, 'code'), group: textOption(options, 'group') };
  const wanted = (letter: DeadLetter) => isLetterOf(letter, filter);
  const target = services.join(' ');
  const { replayed, kept } = await recordChange(context, { action: 'dead_letters.replay', target }, () => {
    const [kafka, names] = [context.kafka(), context.names];
    const who = { service: 'gateway', version: GATEWAY_VERSION };
    const box = new DeadLetterBox(kafka, names);
    return replayDeadLetters({ kafka, names, box, services, wanted, now: () => new Date(), who });
  });
  context.tell(`${replayed.length} dead letters are back on their topics, ${kept} stay`);
  const shown = replayed.map(letterFacts);
  print(context, shown, { options, text: lettersText(shown) });
  return EXIT.ok;
}

function print(
  context: CliContext,
  answer: unknown,
  { options, text }: { options: OptionValues; text: string },
): void {
  context.print(options['json'] ? JSON.stringify(answer, null, 2) : text);
}

function serviceOf(options: OptionValues): string | undefined {
  const service = textOption(options, 'service');
  if (service === undefined || (DEAD_LETTER_SERVICES as readonly string[]).includes(service)) return service;
  throw new UsageError(`--service must be one of ${DEAD_LETTER_SERVICES.join(', ')}`);
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
