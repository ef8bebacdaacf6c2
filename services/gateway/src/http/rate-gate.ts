import { HttpException, HttpStatus } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { isProbe, isSafe, type HttpRequest, type Middleware } from './http.types.js';

/** Requests of one client in a minute. */
export interface RateLimits {
  requests: number;
  /** The part of them that are not reads. */
  changes: number;
}

/** Answers that a wrong key may have in a minute; guessing is slow enough by the keys' length. */
const WRONG_KEYS = 30;
const MINUTE_S = 60;

/** Bounds how often one client (an IP address) may ask this replica. */
export class RateGate {
  private readonly requests: RateLimiterMemory;
  private readonly changes: RateLimiterMemory;
  private readonly wrongKeys = new RateLimiterMemory({ points: WRONG_KEYS, duration: MINUTE_S });

  constructor({ requests, changes }: RateLimits) {
    this.requests = new RateLimiterMemory({ points: requests, duration: MINUTE_S });
    this.changes = new RateLimiterMemory({ points: changes, duration: MINUTE_S });
  }

  /** Counts a request; one too many is answered with 429. Probes are not counted. */
  readonly middleware: Middleware = (request, response, next) => {
    if (isProbe(request)) {
      next();
      return;
    }
    this.refusalOf(request).then((refusal) => {
      if (refusal) {
        response.setHeader('retry-after', String(Math.ceil(refusal.msBeforeNext / 1000)));
        next(new HttpException('Too many requests: ask again later.', HttpStatus.TOO_MANY_REQUESTS));
        return;
      }
      response.once('finish', () => {
        if (response.statusCode === 401) this.noteWrongKey(request);
      });
      next();
    }, next);
  };

  /** Null when the client may ask; the limiter rejects with its count otherwise. */
  private async refusalOf(request: HttpRequest): Promise<RateLimiterRes | null> {
    const client = clientOf(request);
    const wrong = await this.wrongKeys.get(client);
    if (wrong && wrong.consumedPoints > WRONG_KEYS) return wrong;
    try {
      await this.requests.consume(client);
      if (!isSafe(request)) await this.changes.consume(client);
      return null;
    } catch (error) {
      if (error instanceof RateLimiterRes) return error;
      throw error;
    }
  }

  private noteWrongKey(request: HttpRequest): void {
    // Beyond the limit it rejects with the count, which `refusalOf` reads.
    if (request.headers.authorization !== undefined)
      this.wrongKeys.consume(clientOf(request)).catch(() => undefined);
  }
}

const clientOf = ({ socket }: HttpRequest) => socket.remoteAddress ?? 'unknown';
