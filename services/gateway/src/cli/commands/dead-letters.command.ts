import { DEAD_LETTER_SERVICES } from '@dateline/contracts';
import { DeadLetterBox, replayDeadLetters, type DeadLetter } from '@dateline/messaging';
import { GATEWAY_VERSION } from '../../version.js';
import { EXIT, JSON_OPTION, textOption, UsageError, type CliContext, type Command } from '../command.js';
import { recordChange } from '../cli-caller.js';
import { shorten, tableOf } from '../text-table.js';

export const deadLettersCommand: Command = {
  name: 'dead-letters',
  operands: '',
  summary: 'list the messages that no stage could process, or put them back on their topics',
  details: 'Letters that were put back are no longer listed; one that fails again comes as a new letter.',
  options: {
    replay: { type: 'boolean', about: 'put them back, with their original bytes and headers' },
    service: {
      type: 'string',
      value: 'name',
      about: `only those of one service: ${DEAD_LETTER_SERVICES.join(', ')}`,
    },
    code: { type: 'string', value: 'code', about: 'only those with one code' },
    ...JSON_OPTION,
  },
  async run(context, _operands, options) {
    const services = servicesOf(textOption(options, 'service'));
    const code = textOption(options, 'code');
    const wanted = (letter: DeadLetter) => code === undefined || letter.code === code;
    const box = new DeadLetterBox(context.kafka(), context.names);
    const letters = options['replay']
      ? await recordChange(context, { action: 'dead_letters.replay', target: services.join(' ') }, () =>
          replay(context, { box, services, wanted }),
        )
      : await list(box, services, wanted);
    const shown = letters.map(factsOf);
    context.print(options['json'] ? JSON.stringify(shown, null, 2) : lettersText(shown));
    return EXIT.ok;
  },
};

async function list(
  box: DeadLetterBox,
  services: readonly string[],
  wanted: (letter: DeadLetter) => boolean,
): Promise<DeadLetter[]> {
  const letters: DeadLetter[] = [];
  await box.read(await box.waiting(services), (letter) => {
    if (wanted(letter)) letters.push({ ...letter, raw: { ...letter.raw, value: null } });
    return 'more';
  });
  return letters.sort((a, b) => a.at.localeCompare(b.at));
}

async function replay(
  context: CliContext,
  what: { box: DeadLetterBox; services: readonly string[]; wanted: (letter: DeadLetter) => boolean },
): Promise<DeadLetter[]> {
  const { replayed, kept } = await replayDeadLetters({
    ...what,
    kafka: context.kafka(),
    names: context.names,
    now: () => new Date(),
    who: { service: 'gateway', version: GATEWAY_VERSION },
  });
  context.tell(`${replayed.length} dead letters are back on their topics, ${kept} stay`);
  return replayed;
}

function servicesOf(service: string | undefined): readonly string[] {
  if (service === undefined) return DEAD_LETTER_SERVICES;
  const named = DEAD_LETTER_SERVICES.filter((name) => name === service);
  if (named.length === 0) throw new UsageError(`--service must be one of ${DEAD_LETTER_SERVICES.join(', ')}`);
  return named;
}

type Facts = Omit<DeadLetter, 'raw'>;

/** The shown fields of a letter: all but its bytes. */
function factsOf(letter: DeadLetter): Facts {
  const facts: Facts & { raw?: unknown } = { ...letter };
  delete facts.raw;
  return facts;
}

function lettersText(letters: readonly Facts[]): string {
  if (letters.length === 0) return 'no dead letters';
  return tableOf(
    ['at', 'service', 'stage', 'code', 'tries', 'article', 'from', 'cause'],
    letters.map((l) => [
      l.at,
      l.service,
      l.stage,
      l.code,
      l.attempts,
      l.articleId,
      l.topic,
      shorten(l.cause, 80),
    ]),
  );
}
