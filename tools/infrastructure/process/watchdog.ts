/**
 * Runs beside a launcher, connected to it by a pipe, and knows the processes that the launcher started. The pipe closes when the
 * launcher ends in whatever way, SIGKILL included; then everything that is still on the list is ended.
 */
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, signalProcess } from './process-identity.ts';

const GRACE_MS = 4000;

/** What a launcher has its watchdog do. */
export interface WatchdogOrder {
  watch?: number;
  forget?: number;
  removeAtEnd?: string;
  keep?: string;
}

/** Pid and start time, so that a pid in its second life is left alone. */
const watched = new Map<number, string | undefined>();
const temporaryFolders = new Set<string>();

process.on('message', (message: WatchdogOrder) => {
  if (message.watch) watched.set(message.watch, identityOf(message.watch));
  if (message.forget) watched.delete(message.forget);
  if (message.removeAtEnd) temporaryFolders.add(message.removeAtEnd);
  if (message.keep) temporaryFolders.delete(message.keep);
});
process.on('disconnect', () => void endEverything());
// The terminal's Ctrl-C is for the launcher to act on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

async function endEverything(): Promise<void> {
  const alive = () => [...watched].filter(([pid, identity]) => signalProcess(pid, identity, 0));
  for (const [pid, identity] of alive()) {
    signalProcess(pid, identity, 'SIGTERM');
    // A stopped process takes its SIGTERM only once it goes on.
    signalProcess(pid, identity, 'SIGCONT');
  }
  for (const deadline = Date.now() + GRACE_MS; Date.now() < deadline && alive().length > 0;) await sleep(50);
  for (const [pid, identity] of alive()) signalProcess(pid, identity, 'SIGKILL');
  while (alive().length > 0) await sleep(20);
  for (const folder of temporaryFolders) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  process.exit(0);
}
