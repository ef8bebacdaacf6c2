/** Does one piece of work after another and takes each out of the line once it is done; one that fails stays first for the next try. */
export async function runInLine(line: (() => Promise<void>)[]): Promise<void> {
  for (let work = line[0]; work; work = line[0]) {
    await work();
    line.shift();
  }
}
