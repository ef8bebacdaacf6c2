/**
 * Runs queued work in order and removes each piece when it is done. A failed piece stays first for the next
 * try.
 */
export async function runInLine(line: (() => Promise<void>)[]): Promise<void> {
  for (let work = line[0]; work; work = line[0]) {
    await work();
    line.shift();
  }
}
