import { HttpError, type HttpClient } from '@dateline/http';
import type { Database, RobotsRecord } from '@dateline/storage';
import { judgeRobots } from './judge-robots.js';
import { readRobots, type RobotsRules } from './read-robots.js';

export interface RobotsDependencies {
  http: HttpClient;
  storage: Pick<Database, 'robots' | 'frontier'>;
  settings: {
    /** Our name in robots.txt. */
    productToken: string;
    maxCrawlDelaySeconds: number;
  };
  now: () => Date;
}

export interface Permission {
  answer: 'allowed' | 'disallowed' | 'unreachable';
  /** robots.txt was requested just now, so the host's pause is due before the page. */
  asked: boolean;
}

export interface RobotsCall {
  hostKey: string;
  signal: AbortSignal;
}

/** Only this much of a larger file is read (RFC 9309 section 2.5 requires at least 500 KiB). */
const MAX_BYTES = 1024 * 1024;
const MAX_REMEMBERED = 1_000;

interface Remembered {
  record: RobotsRecord;
  rules: RobotsRules;
}

/**
 * Decides whether robots.txt allows a request. It requests robots.txt when the file is unknown or no longer
 * fresh.
 */
export class RobotsGate {
  private readonly remembered = new Map<string, Remembered>();
  private readonly asking = new Map<string, Promise<Remembered>>();

  constructor(private readonly on: RobotsDependencies) {}

  /** Throws HttpError `aborted`, and the errors of MongoDB. */
  async permissionFor(url: URL, call: RobotsCall): Promise<Permission> {
    const known = await this.known(url.origin);
    const isFresh = known !== null && known.record.freshUntil > this.on.now();
    const current = isFresh ? known : await this.askOnce(url.origin, known?.record ?? null, call);
    return { answer: answerOf(current, url), asked: !isFresh };
  }

  /** Concurrent requests to one host share one robots.txt request. */
  private async askOnce(origin: string, before: RobotsRecord | null, call: RobotsCall): Promise<Remembered> {
    const running = this.asking.get(origin);
    if (!running) {
      const asked = this.ask(origin, before, call).finally(() => this.asking.delete(origin));
      this.asking.set(origin, asked);
      return asked;
    }
    try {
      return await running;
    } catch (error) {
      // This caller has given up; the others have not.
      if (error instanceof HttpError && error.code === 'aborted' && !call.signal.aborted)
        return this.askOnce(origin, before, call);
      throw error;
    }
  }

  private async known(origin: string): Promise<Remembered | null> {
    const remembered = this.remembered.get(origin);
    if (remembered && remembered.record.freshUntil > this.on.now()) return remembered;
    const record = await this.on.storage.robots.get(origin);
    return record ? this.remember(record) : null;
  }

  private async ask(origin: string, before: RobotsRecord | null, call: RobotsCall): Promise<Remembered> {
    const { http, storage, now, settings } = this.on;
    const request = {
      accept: 'text/plain, */*;q=0.1',
      maxBytes: MAX_BYTES,
      overflow: 'cut' as const,
      signal: call.signal,
    };
    const answer = await http.get(`${origin}/robots.txt`, request).catch((error: unknown) => {
      if (error instanceof HttpError && error.code !== 'aborted') return error;
      throw error;
    });
    const current = this.remember(judgeRobots({ origin, before, at: now() }, answer));
    await storage.robots.put(current.record);
    const delay = Math.min(current.rules.crawlDelaySeconds ?? 0, settings.maxCrawlDelaySeconds);
    await storage.frontier.setCrawlDelay(call.hostKey, delay * 1000);
    return current;
  }

  /** The oldest entry is dropped first. */
  private remember(record: RobotsRecord): Remembered {
    const rules = readRobots(record.text, record.origin, this.on.settings.productToken);
    const entry = { record, rules };
    this.remembered.delete(record.origin);
    this.remembered.set(record.origin, entry);
    const [oldest] = this.remembered.keys();
    if (this.remembered.size > MAX_REMEMBERED && oldest !== undefined) this.remembered.delete(oldest);
    return entry;
  }
}

function answerOf({ record, rules }: Remembered, url: URL): Permission['answer'] {
  if (record.state === 'allow_all') return 'allowed';
  if (record.state === 'disallow_all') return 'unreachable';
  return rules.allows(url) ? 'allowed' : 'disallowed';
}
