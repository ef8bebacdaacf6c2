/** Waits until Prometheus scrapes that many targets of the job `dateline`, all up: check-targets.ts <prometheus> <how many>. */
import { messageOf } from '@dateline/infrastructure';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is read of Prometheus's `/api/v1/targets`. */
interface TargetsAnswer {
  data: { activeTargets: { labels: Record<string, string>; health: string; lastError: string }[] };
}

const TIMEOUT_MS = 90_000;
const [url, wanted] = [process.argv[2], Number(process.argv[3])];
let last = 'no answer';
for (const deadline = Date.now() + TIMEOUT_MS; Date.now() < deadline; await sleep(1000)) {
  try {
    const response = await fetch(`${url}/api/v1/targets?state=active`, {
      signal: AbortSignal.timeout(10_000),
    });
    const answer = (await response.json()) as TargetsAnswer;
    const targets = answer.data.activeTargets.filter(({ labels }) => labels['job'] === 'dateline');
    last = targets
      .map(({ labels, health, lastError }) => `${labels['service']} ${health} ${lastError}`)
      .join(', ');
    if (targets.length === wanted && targets.every(({ health }) => health === 'up')) {
      console.log(`prometheus: ${last}`);
      process.exit(0);
    }
  } catch (error) {
    last = messageOf(error);
  }
}
console.error(`prometheus: after ${TIMEOUT_MS / 1000} s: ${last}`);
process.exit(1);
