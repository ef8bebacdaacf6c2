import { judgeSightings, sightingOf, type PageSighting } from '@dateline/article';
import { decodeFeed, readPageText } from '@dateline/feed';
import { HttpError } from '@dateline/http';
import { WorkLoop } from '@dateline/service';
import type { CheckVerdict, Database, ParameterCheck } from '@dateline/storage';
import { Logger } from '@nestjs/common';
import { askPageElsewhere, type PageDependencies } from '../pages/ask-page.js';
import type { FetcherMetrics } from '../runtime/fetcher.metrics.js';

export interface CheckerDependencies extends PageDependencies {
  storage: Pick<Database, 'feeds' | 'parameterChecks' | 'urlParameters'>;
  metrics: Pick<FetcherMetrics, 'parametersChecked'>;
  settings: {
    /** Time between two looks; 0: nothing is checked. */
    gapMs: number;
    leaseMs: number;
    maxBytes: number;
    idleMs: number;
  };
  stopping: AbortSignal;
}

type Check = ParameterCheck<PageSighting>;

/** Each address is looked at twice, in turn, so that a change between two looks shows at both. */
const LOOKS = 4;
const MAX_FAILURES = 3;
/** The loop holds no host, so that every request reserves a turn. */
const NOWHERE = new URL('https://parameters.invalid/');

/**
 * Checks parameters that the rules drop: asks two addresses that differ only in them, in turn and with time
 * between, and learns the parameters if each address keeps showing a content of its own. The feeds that named
 * them are then read whole again, so that the articles that were merged are found. Any number of replicas may
 * run it.
 */
export class ParameterChecker {
  private readonly logger = new Logger('Parameters');
  private readonly loop: WorkLoop;

  constructor(private readonly on: CheckerDependencies) {
    this.loop = new WorkLoop({
      next: () => this.checkNext(),
      logger: this.logger,
      complaint: 'a parameter could not be checked',
      idleMs: on.settings.idleMs,
      stopping: on.stopping,
    });
  }

  start(): void {
    if (this.on.settings.gapMs > 0) this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** One look. Returns whether one was due. */
  async checkNext(): Promise<boolean> {
    const { storage, settings, now } = this.on;
    const check = await storage.parameterChecks.takeDue<PageSighting>(now(), settings.leaseMs);
    if (check === null) return false;
    const sighting = await this.look(check);
    if (this.on.stopping.aborted) return true;
    const failures = sighting === null ? check.failures + 1 : 0;
    const sightings = sighting === null ? check.sightings : [...check.sightings, sighting];
    if (failures >= MAX_FAILURES) await this.end(check, 'unreachable');
    else if (sightings.length >= LOOKS) await this.judge({ ...check, sightings });
    else
      await storage.parameterChecks.keep(
        { ...check, sightings, failures },
        new Date(now().getTime() + settings.gapMs),
      );
    return true;
  }

  /** What the next address shows; null if it shows no page now. */
  private async look({ urls, sightings }: Check): Promise<PageSighting | null> {
    const { stopping: signal, settings } = this.on;
    const url = urls[sightings.length % 2] ?? '';
    const call = { from: NOWHERE, signal, maxBytes: settings.maxBytes };
    try {
      const answer = await askPageElsewhere(url, call, this.on);
      if (answer?.verdict.kind !== 'page' || !answer.response) return null;
      const { body, headers } = answer.response;
      const { heading, lines } = readPageText(decodeFeed(body, headers['content-type'] ?? null).text);
      return sightingOf(heading, lines);
    } catch (error) {
      if (error instanceof HttpError) return null;
      throw error;
    }
  }

  private async judge(check: Check): Promise<void> {
    const [a, b] = [0, 1].map((turn) => check.sightings.filter((_, at) => at % 2 === turn));
    const verdict = judgeSightings(a ?? [], b ?? []);
    if (verdict === 'selects') await this.learn(check);
    await this.end(check, verdict);
  }

  private async learn({ host, names, urls, feedIds }: Check): Promise<void> {
    const { storage, now } = this.on;
    const at = now();
    const learned = names.map((name) => ({ host, name, proof: urls, feedId: null }));
    await storage.urlParameters.learn(learned, at);
    for (const feedId of feedIds) await storage.feeds.reread(feedId, 'parameter_learned', at);
    this.logger.log({ msg: 'parameters select content', host, names, proof: urls });
  }

  private async end(check: Check, verdict: CheckVerdict): Promise<void> {
    await this.on.storage.parameterChecks.end(check, verdict, this.on.now());
    this.on.metrics.parametersChecked(verdict);
  }
}
