import type { FieldProvenance } from '@dateline/contracts';

/** What one place of the page states about a field. */
export interface Candidate<T> {
  source: string;
  value: T;
}

const MAX_RIVALS = 8;
const MAX_RIVAL_LENGTH = 300;

/** Collects which source was chosen for each field, and which other sources disagreed. */
export class Provenance {
  readonly fields: Record<string, FieldProvenance> = {};

  /**
   * Records `winner` for `field`. Sources with an equal value do not disagree. Returns the winner's value, or
   * null without a winner.
   */
  choose<T>(
    field: string,
    winner: Candidate<T> | undefined,
    candidates: readonly Candidate<T>[] = [],
  ): T | null {
    if (!winner) return null;
    const shown = show(winner.value);
    const rivals = candidates
      .filter((candidate) => candidate !== winner && show(candidate.value) !== shown)
      .slice(0, MAX_RIVALS)
      .map(({ source, value }) => ({ source, value: show(value) }));
    this.fields[field] = { source: winner.source, rivals };
    return winner.value;
  }

  /** Chooses the first candidate. */
  chooseFirst<T>(field: string, candidates: readonly Candidate<T>[]): T | null {
    return this.choose(field, candidates[0], candidates);
  }
}

/** Candidates that have a value. */
export function present<T>(candidates: readonly Candidate<T | null | undefined>[]): Candidate<T>[] {
  return candidates.filter(
    (candidate): candidate is Candidate<T> =>
      candidate.value !== null && candidate.value !== undefined && candidate.value !== '',
  );
}

function show(value: unknown): string {
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, MAX_RIVAL_LENGTH);
}
