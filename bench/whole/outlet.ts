import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Listing, OutletAnswer } from './outlet.process.ts';

/** The outlets of the bench while they run. */
export interface Outlet {
  /** Number of pages before they repeat, made distinct. */
  pages: number;
  feeds(shelf: string): string[];
  /** Resolves once the feeds of the shelf list these pages. */
  list(listing: Listing): Promise<void>;
  stop(): void;
}

export async function startOutlet(corpora: string, hosts: number): Promise<Outlet> {
  const child = fork(
    fileURLToPath(new URL('./outlet.process.ts', import.meta.url)),
    [corpora, String(hosts)],
    {
      execArgv: ['--no-warnings'],
    },
  );
  const next = () =>
    new Promise<OutletAnswer>((done, fail) => {
      child.once('message', (answer) => {
        done(answer as OutletAnswer);
      });
      child.once('exit', (code) => {
        fail(new Error(`the outlets ended with code ${code}`));
      });
    });
  const first = await next();
  if (!('origins' in first)) throw new Error('the outlets did not say where they are');
  return {
    pages: first.pages,
    feeds: (shelf) => first.origins.map((origin) => `${origin}/${shelf}/feed.xml`),
    list: async (listing) => {
      const listed = next();
      child.send(listing);
      await listed;
    },
    stop: () => {
      child.disconnect();
    },
  };
}
