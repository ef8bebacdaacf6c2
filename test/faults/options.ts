import { parseArgs } from 'node:util';
import { FAULTS, isFault, type FaultKind } from './fault-kinds.ts';

/** What a run is asked for. */
export interface FaultOptions {
  seeds: number[];
  articles: number;
  /** How long faults go on. */
  minutes: number;
  /** No fault at all: what fails then is no answer to a fault. */
  calm: boolean;
  only: FaultKind[];
  /** Keep the folder with the logs also if all checks hold. */
  keep: boolean;
}

/** Two seeds that are small enough for each change of the product. */
const SHORT = { seeds: [1, 2], articles: 120, minutes: 1 };

const USAGE = `npm run test:faults -- [--seed N]... [--articles N] [--minutes M] [--only KIND]... [--calm] [--short] [--keep]

  --seed      of the schedule and of the articles; several may be given (1)
  --articles  that the outlets publish (300)
  --minutes   for which faults go on; the articles come spread over them (3)
  --only      faults of these kinds alone
  --calm      no faults
  --short     seeds ${SHORT.seeds.join(' and ')}, ${SHORT.articles} articles, ${SHORT.minutes} minute each
  --keep      leaves the logs and the data where they are

kinds:
${Object.entries(FAULTS)
  .map(([kind, { says }]) => `  ${kind.padEnd(22)} ${says}`)
  .join('\n')}`;

/** Reads the command line. Throws a RangeError whose message is for the one who typed it. */
export function readOptions(args: string[]): FaultOptions {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string', multiple: true },
      articles: { type: 'string' },
      minutes: { type: 'string' },
      only: { type: 'string', multiple: true },
      calm: { type: 'boolean', default: false },
      short: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) throw new RangeError(USAGE);
  const only = values.only ?? [];
  const unknown = only.filter((kind) => !isFault(kind));
  if (unknown.length > 0) throw new RangeError(`no fault is named ${unknown.join(', ')}\n\n${USAGE}`);
  const preset = values.short ? SHORT : { seeds: [1], articles: 300, minutes: 3 };
  return {
    seeds: values.seed?.map((seed) => numberIn(seed, '--seed')) ?? preset.seeds,
    articles: values.articles === undefined ? preset.articles : numberIn(values.articles, '--articles'),
    minutes: values.minutes === undefined ? preset.minutes : numberIn(values.minutes, '--minutes'),
    calm: values.calm,
    only: only.filter(isFault),
    keep: values.keep,
  };
}

function numberIn(text: string, name: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new RangeError(`${name} must be a number above 0, not "${text}"`);
  return number;
}
