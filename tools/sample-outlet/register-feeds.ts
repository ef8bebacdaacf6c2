import { setTimeout as sleep } from 'node:timers/promises';

const RETRY_MS = 1000;
const ANSWER_MS = 10_000;

/** Has the gateway follow the feeds; one that does not answer yet is asked again until it does. */
export async function registerFeeds(gateway, feeds, say) {
  for (const { title, url } of feeds) {
    let told;
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

async function register(gateway, feed) {
  try {
    const response = await fetch(`${gateway}/feeds`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(feed),
      signal: AbortSignal.timeout(ANSWER_MS),
    });
    return response.ok ? undefined : `${response.status} ${(await response.text()).slice(0, 200)}`;
  } catch (error) {
    return error.cause?.code ?? error.message;
  }
}
