import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const RETRY_MS = 1000;
const ANSWER_MS = 10_000;

interface Feed {
  title: string;
  url: string;
}

/** The gateway, and where the key lies by which it lets one change something. */
export interface GatewayAddress {
  url: string;
  /** The gateway may write it later than we start. */
  keyFile: string | undefined;
  key: string | undefined;
}

/** Has the gateway follow the feeds; one that does not answer yet is asked again until it does. */
export async function registerFeeds(
  gateway: GatewayAddress,
  feeds: readonly Feed[],
  say: (line: string) => void,
): Promise<void> {
  for (const { title, url } of feeds) {
    let told: string | undefined;
    for (;;) {
      const problem = await register(gateway, { title, url });
      if (problem === undefined) break;
      if (problem !== told) say(`${title}: not registered yet: ${problem}`);
      told = problem;
      await sleep(RETRY_MS);
    }
    say(`${title}: the gateway follows ${url}`);
  }
}

/** Why the gateway did not take it, or undefined. */
async function register({ url, ...access }: GatewayAddress, feed: Feed): Promise<string | undefined> {
  try {
    const key = access.key ?? (access.keyFile && (await readFile(access.keyFile, 'utf8')).trim());
    const response = await fetch(`${url}/feeds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) },
      body: JSON.stringify(feed),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return response.ok ? undefined : `${response.status} ${(await response.text()).slice(0, 200)}`;
  } catch (error) {
    const { message, cause } = error as Error;
    return (cause as NodeJS.ErrnoException | undefined)?.code ?? message;
  }
}
