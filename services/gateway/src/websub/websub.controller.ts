import { Database } from '@dateline/storage';
import {
  Body,
  Controller,
  Get,
  GoneException,
  Header,
  Headers,
  HttpCode,
  Inject,
  NotFoundException,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ApiPathPart, ApiProblem, ApiQueries } from '../http/api-docs.decorator.js';
import { valid } from '../http/schema.pipe.js';
import { isSignedWith } from './is-signed-with.js';
import { planLease } from './plan-lease.js';
import { WEBSUB_METRICS } from './websub.context.js';
import type { WebSubMetrics } from './websub.metrics.js';
import { HubQuerySchema, type HubQuery } from './websub.schema.js';

/** A hub that refused is asked again after this time. */
const ASK_AGAIN_MS = 86_400_000;

const ApiCallbackId = () =>
  ApiPathPart('id', 'Unguessable id, one for each topic', 'q0z3Jv1mYF8u2o5pT7kR4w9xB6nE1cHsLdAgVbMyNtI');
const ApiUnknown = () => ApiProblem(404, 'Nobody here wants this');

/** The callback of WebSub subscriptions. Hubs call it; a fetcher reads their deliveries. */
@ApiTags('websub')
@Controller('websub')
export class WebSubController {
  constructor(
    private readonly database: Database,
    @Inject(WEBSUB_METRICS) private readonly metrics: WebSubMetrics,
  ) {}

  @Get(':id')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('x-content-type-options', 'nosniff')
  @ApiOperation({
    summary: 'Confirm an intent to a hub',
    description: 'The challenge is echoed only for what the fetcher has asked this hub for and awaits.',
  })
  @ApiCallbackId()
  @ApiQueries(HubQuerySchema)
  @ApiProduces('text/plain')
  @ApiResponse({
    status: 200,
    description: 'The challenge',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  @ApiUnknown()
  async verify(
    @Param('id') callbackId: string,
    @Query(valid(HubQuerySchema)) query: HubQuery,
  ): Promise<string> {
    const now = new Date();
    const { 'hub.mode': mode, 'hub.topic': topic, 'hub.challenge': challenge } = query;
    if (mode === 'denied') return this.deny(callbackId, query, now);
    const lease = planLease(query['hub.lease_seconds'], now);
    const isOurs =
      challenge !== undefined &&
      (await this.database.websub.verify({ callbackId, mode, topic, challenge, ...lease, now }));
    this.metrics.verified(mode, isOurs ? 'confirmed' : 'refused');
    if (!isOurs) throw new NotFoundException('Nothing of the kind was asked for.');
    return challenge;
  }

  @Post(':id')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Take what a hub delivers',
    description:
      'The body is kept for a fetcher. One without a right X-Hub-Signature is answered alike and dropped.',
  })
  @ApiCallbackId()
  @ApiConsumes('application/rss+xml', 'application/atom+xml', 'application/feed+json')
  @ApiBody({ description: 'The document, or the part that is new', schema: { type: 'string' } })
  @ApiResponse({ status: 202, description: 'Taken, or dropped' })
  @ApiUnknown()
  @ApiProblem(410, 'The subscription has ended')
  @ApiProblem(413, 'The body is too large')
  async deliver(
    @Param('id') callbackId: string,
    @Body() body: unknown,
    @Headers('content-type') contentType?: string,
    @Headers('x-hub-signature') signature?: string,
  ): Promise<void> {
    const subscription = await this.database.websub.get(callbackId);
    if (!subscription?.live) {
      this.metrics.delivered(subscription ? 'gone' : 'unknown');
      throw subscription
        ? new GoneException('The subscription has ended.')
        : new NotFoundException('There is no such subscription.');
    }
    if (!Buffer.isBuffer(body) || body.length === 0) {
      this.metrics.delivered('empty');
      return;
    }
    if (!isSignedWith(subscription.secret, body, signature)) {
      // The answer must not tell a forger that the signature was wrong (section 7.1.1).
      this.metrics.delivered('bad_signature');
      await this.database.websub.recordBadSignature(callbackId);
      return;
    }
    const now = new Date();
    const { feedId } = subscription;
    await this.database.pushInbox.put({ callbackId, feedId, body, contentType: contentType ?? null, now });
    await this.database.websub.recordDelivery(callbackId, now);
    this.metrics.delivered('accepted');
  }

  private async deny(callbackId: string, query: HubQuery, now: Date): Promise<string> {
    const retryAt = new Date(now.getTime() + ASK_AGAIN_MS);
    const reason = `denied by the hub: ${query['hub.reason'] ?? 'no reason given'}`;
    const denial = { topic: query['hub.topic'], reason, retryAt };
    const isOurs = await this.database.websub.deny(callbackId, denial, now);
    this.metrics.verified('denied', isOurs ? 'denied' : 'refused');
    if (!isOurs) throw new NotFoundException('There is no such subscription.');
    return '';
  }
}
