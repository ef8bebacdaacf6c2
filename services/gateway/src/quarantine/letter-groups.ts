import { deterministicId } from '@dateline/contracts';
import type { DeadLetter } from '@dateline/messaging';

/** What dead letters of one cause have in common. */
export interface LetterCause {
  service: string;
  stage: string;
  code: string;
  /** The rule that the messages broke, or the frame of the stack in which they failed; empty where a letter does not say. */
  origin: string;
  /** Host of the address that the messages are about; null where they name none. */
  host: string | null;
  /** Version of the service that could not process them. */
  version: string;
}

/** Dead letters of one cause. */
export interface LetterGroup extends LetterCause {
  /** Fingerprint of the cause: 16 hex digits. */
  id: string;
  count: number;
  /** Those that hold their original, and so can be put back. */
  releasable: number;
  /** When the first and the last of them were written; empty where no letter says. */
  firstSeenAt: string;
  lastSeenAt: string;
  /** A few, the latest first. */
  samples: LetterFacts[];
}

/** A letter without its bytes. */
export type LetterFacts = Omit<DeadLetter, 'raw'> & { group: string };

const SAMPLES = 5;

/** Groups letters by their cause, the largest group first. */
export class LetterGroups {
  private readonly groups = new Map<string, LetterGroup>();

  add(letter: DeadLetter): void {
    const facts = letterFacts(letter);
    const { group: id, at } = facts;
    const group = this.groups.get(id) ?? newGroup(id, letter);
    this.groups.set(id, group);
    group.count += 1;
    if (!letter.omitted) group.releasable += 1;
    if (group.firstSeenAt === '' || at < group.firstSeenAt) group.firstSeenAt = at;
    if (at > group.lastSeenAt) group.lastSeenAt = at;
    group.samples = [...group.samples, facts].sort((a, b) => b.at.localeCompare(a.at)).slice(0, SAMPLES);
  }

  list(): LetterGroup[] {
    return [...this.groups.values()].sort((a, b) => b.count - a.count || a.id.localeCompare(b.id));
  }
}

export function letterFacts(letter: DeadLetter): LetterFacts {
  const facts: Partial<DeadLetter> = { ...letter };
  delete facts.raw;
  return { ...(facts as Omit<DeadLetter, 'raw'>), group: groupIdOf(letter) };
}

/** Id of the group that a letter belongs to. */
export function groupIdOf(letter: DeadLetter): string {
  const { service, stage, code, origin, host, version } = causeOf(letter);
  return deterministicId('letter-group', service, stage, code, origin, host ?? '', version).slice(0, 16);
}

/** Conditions on letters; what is not given is not asked. */
export interface LetterFilter {
  code?: string | undefined;
  group?: string | undefined;
}

export const isLetterOf = (letter: DeadLetter, { code, group }: LetterFilter): boolean =>
  (code === undefined || letter.code === code) && (group === undefined || groupIdOf(letter) === group);

const causeOf = ({ service, stage, code, origin, version, raw }: DeadLetter): LetterCause => ({
  ...{ service, stage, code, origin, version },
  host: hostIn(raw.value),
});

function newGroup(id: string, letter: DeadLetter): LetterGroup {
  return {
    id,
    ...causeOf(letter),
    count: 0,
    releasable: 0,
    firstSeenAt: letter.at,
    lastSeenAt: letter.at,
    samples: [],
  };
}

/** Events on an article's way carry its address as `url`. Of garbage nothing is known. */
function hostIn(value: Buffer | null): string | null {
  const url: unknown = fieldOf(value, 'url');
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).hostname || null : null;
}

function fieldOf(value: Buffer | null, name: string): unknown {
  try {
    const data: unknown = JSON.parse(value?.toString('utf8') ?? '');
    return typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined;
  } catch {
    return undefined;
  }
}
