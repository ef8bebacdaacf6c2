// Usage: node measure-events.ts <events.jsonl.gz>   Prints `eventId<TAB>decision<TAB>eventId it repeats` for each arrival, in file order.
import { decideEvents } from './decide-events.ts';
import { readLines } from './read-lines.ts';

for (const { eventId, decision, repeats } of decideEvents(readLines(process.argv[2]))) {
  console.log([eventId, decision, repeats].join('\t'));
}
