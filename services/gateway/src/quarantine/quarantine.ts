import { DEAD_LETTER_SERVICES } from '@dateline/contracts';
import {
  DeadLetterBox,
  discardDeadLetters,
  replayDeadLetters,
  type DeadLetter,
  type KafkaClient,
  type KafkaNames,
} from '@dateline/messaging';
import { GATEWAY_VERSION } from '../version.js';
import {
  groupIdOf,
  isLetterOf,
  letterFacts,
  LetterGroups,
  type LetterFacts,
  type LetterFilter,
  type LetterGroup,
} from './letter-groups.js';

/** Which letters: all of a group, or one. */
export type LetterChoice = { group: string } | { letter: string };

/** What became of the chosen letters. */
export interface LettersSettled {
  /** Letters that left the quarantine. */
  settled: LetterFacts[];
  /** Chosen letters that stay, because they do not hold their original or name a topic that is not ours. */
  stuck: number;
}

/** The dead letters that wait, by what caused them. One change at a time: changes take letters out of the same topics. */
export class Quarantine {
  private readonly box: DeadLetterBox;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly kafka: KafkaClient,
    private readonly names: KafkaNames,
    private readonly now: () => Date,
  ) {
    this.box = new DeadLetterBox(kafka, names);
  }

  /** Letters that wait, the oldest first. */
  async letters({ service, ...filter }: LetterFilter & { service?: string | undefined } = {}): Promise<
    LetterFacts[]
  > {
    const letters: LetterFacts[] = [];
    await this.visit(service, (letter) => {
      if (isLetterOf(letter, filter)) letters.push(letterFacts(letter));
    });
    return letters.sort((a, b) => a.at.localeCompare(b.at));
  }

  async groups(service?: string): Promise<LetterGroup[]> {
    const groups = new LetterGroups();
    await this.visit(service, (letter) => {
      groups.add(letter);
    });
    return groups.list();
  }

  async group(id: string): Promise<LetterGroup | null> {
    return (await this.groups()).find((group) => group.id === id) ?? null;
  }

  /** Puts the letters back on their topics, and their articles in flight. */
  release(choice: LetterChoice): Promise<LettersSettled> {
    const who = { service: 'gateway', version: GATEWAY_VERSION };
    return this.change(choice, async (options) => {
      const { replayed } = await replayDeadLetters({ ...options, who, now: this.now });
      return replayed;
    });
  }

  /** Gives the letters up. Their articles stay dead-lettered in the ledger. */
  discard(choice: LetterChoice): Promise<LettersSettled> {
    return this.change(choice, async (options) => (await discardDeadLetters(options)).discarded);
  }

  private change(
    choice: LetterChoice,
    take: (options: Parameters<typeof discardDeadLetters>[0]) => Promise<DeadLetter[]>,
  ): Promise<LettersSettled> {
    const work = this.last.then(async () => {
      const chosen = new Map<string, LetterFacts>();
      await this.visit(undefined, (letter) => {
        if (isChosen(letter, choice)) chosen.set(letter.id, letterFacts(letter));
      });
      if (chosen.size === 0) return { settled: [], stuck: 0 };
      const { kafka, names, box } = this;
      const services = [...new Set([...chosen.values()].map(({ service }) => service))];
      const wanted = ({ id }: DeadLetter) => chosen.has(id);
      const taken = await take({ kafka, names, box, services: ownersOf(services), wanted });
      const settled = taken.flatMap(({ id }) => chosen.get(id) ?? []);
      return { settled, stuck: chosen.size - new Set(settled.map(({ id }) => id)).size };
    });
    this.last = work.catch(() => undefined);
    return work;
  }

  private async visit(service: string | undefined, see: (letter: DeadLetter) => void): Promise<void> {
    const ranges = await this.box.waiting(service === undefined ? DEAD_LETTER_SERVICES : ownersOf([service]));
    await this.box.read(ranges, (letter) => {
      see(letter);
      return 'more';
    });
  }
}

/** A foreign writer may have named no service, or another one than the topic is of: then all topics are looked through. */
function ownersOf(services: readonly string[]): readonly string[] {
  const owners = DEAD_LETTER_SERVICES.filter((name) => services.includes(name));
  return owners.length === services.length ? owners : DEAD_LETTER_SERVICES;
}

const isChosen = (letter: DeadLetter, choice: LetterChoice): boolean =>
  'group' in choice ? groupIdOf(letter) === choice.group : letter.id === choice.letter;
