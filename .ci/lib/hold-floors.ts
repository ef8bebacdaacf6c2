/** A score and what it may not fall below. */
export interface Floor {
  name: string;
  score: number;
  least: number;
}

/** Prints each score beside its floor; exit code 1 when one is below, or is none. */
export function holdFloors(subject: string, floors: readonly Floor[]): void {
  for (const { name, score, least } of floors) {
    const holds = score >= least;
    console.log(`${subject}: ${name} ${score.toFixed(4)}, floor ${least}${holds ? '' : ' MISSED'}`);
    if (!holds) process.exitCode = 1;
  }
}
