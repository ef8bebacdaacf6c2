import type { ArticleRecord, ArticleWithdrawn } from '@dateline/contracts';
import { EventPublisher } from '@dateline/messaging';
import { Database, type StoredArticle } from '@dateline/storage';
import {
  BadRequestException,
  Body,
  ConflictException,
  Controller,
  Get,
  GoneException,
  Headers,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { CallerName } from '../access/caller.js';
import { ApiAnswer, ApiJsonBody, ApiPathPart, ApiProblem, ApiQueries } from '../http/api-docs.decorator.js';
import { valid } from '../http/schema.pipe.js';
import { findArticleId } from './find-article-id.js';
import {
  ArticleQuerySchema,
  WithdrawBody,
  type ArticleQuery,
  type Withdraw,
  type WithdrawalAccepted,
} from './articles.schema.js';
import type { ArticleDecisions } from './decisions.schema.js';
import { explainArticle } from './explain-article.js';
import { orderWithdrawal } from './order-withdrawal.js';
import { searchOf } from './search-of.js';

const EXAMPLE_ID = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const ApiArticleId = () =>
  ApiPathPart('id', 'Article id, or the address of the article (percent-encoded)', EXAMPLE_ID);
const ApiUnknownArticle = () =>
  ApiProblem(404, 'No such article is indexed; the detail says what is known of it');
const ApiRequestId = () =>
  ApiHeader({
    name: 'idempotency-key',
    required: false,
    description: 'Id of the request: the same order with the same id is carried out once',
    schema: { type: 'string', maxLength: 200 },
  });

@ApiTags('articles')
@Controller('articles')
export class ArticlesController {
  constructor(
    private readonly database: Database,
    private readonly publisher: EventPublisher,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Search articles',
    description:
      'In the order of their last change, so that `next` of the last page later gives what changed since.',
  })
  @ApiQueries(ArticleQuerySchema)
  @ApiAnswer(200, 'ArticlePage', 'A page of articles')
  @ApiProblem(400, 'A parameter is not valid')
  async search(@Query(valid(ArticleQuerySchema)) { url, label, ...query }: ArticleQuery) {
    if (url === undefined) {
      const feedIds = label === undefined ? undefined : await this.database.feedBulk.labelled(label);
      return this.database.articles.search({ ...searchOf(query), feedIds });
    }
    const stored = await this.load(await this.idFrom(url));
    return { items: stored && !stored.erased ? [stored.record] : [], next: null };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One article: its present record' })
  @ApiArticleId()
  @ApiAnswer(200, 'ArticleRecord', 'The record')
  @ApiUnknownArticle()
  @ApiProblem(410, 'The article was erased')
  async get(@Param('id') reference: string): Promise<ArticleRecord> {
    return (await this.require(await this.idFrom(reference))).record;
  }

  @Get(':id/revisions')
  @ApiOperation({ summary: 'Superseded versions of an article' })
  @ApiArticleId()
  @ApiAnswer(200, 'ArticleRevisions', 'What each later version superseded')
  @ApiUnknownArticle()
  @ApiProblem(410, 'The article was erased')
  async revisions(@Param('id') reference: string) {
    const { record } = await this.require(await this.idFrom(reference));
    return this.database.articles.revisionsOf(record.articleId);
  }

  @Get(':id/decisions')
  @ApiOperation({
    summary: 'Why an article was resolved as it is',
    description:
      'The decisions of the deduplicator with tier, matched article, score, versions of the rules and the numbers of the ' +
      'comparison, for duplicates too. They are kept for as long as DECISION_RETENTION_DAYS says.',
  })
  @ApiArticleId()
  @ApiAnswer(200, 'ArticleDecisions', 'The decisions, the latest first')
  @ApiProblem(404, 'Nothing was decided of such an article')
  async decisions(@Param('id') reference: string): Promise<ArticleDecisions> {
    const articleId = await this.idFrom(reference);
    const explained = await explainArticle(this.database, articleId);
    if (!explained) throw await this.unknown(articleId);
    return explained;
  }

  @Post(':id/retract')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Retract an article',
    description: 'The record stays, marked as canceled with the reason; consumers get `retracted`.',
  })
  @ApiArticleId()
  @ApiRequestId()
  @ApiJsonBody('Withdraw')
  @ApiAnswer(202, 'WithdrawalAccepted', 'The order is on its topic')
  @ApiUnknownArticle()
  @ApiProblem(409, 'The article was erased')
  retract(
    @Param('id') reference: string,
    @Body(valid(WithdrawBody)) { reason }: Withdraw,
    @CallerName() requestedBy: string,
    @Headers('idempotency-key') requestId?: string,
  ): Promise<WithdrawalAccepted> {
    return this.withdraw(reference, 'retract', { reason, requestedBy, requestId });
  }

  @Post(':id/erase')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Erase an article',
    description: 'Text, revisions and raw page are removed for good; consumers get a tombstone.',
  })
  @ApiArticleId()
  @ApiRequestId()
  @ApiJsonBody('Withdraw')
  @ApiAnswer(202, 'WithdrawalAccepted', 'The order is on its topic')
  @ApiUnknownArticle()
  erase(
    @Param('id') reference: string,
    @Body(valid(WithdrawBody)) { reason }: Withdraw,
    @CallerName() requestedBy: string,
    @Headers('idempotency-key') requestId?: string,
  ): Promise<WithdrawalAccepted> {
    return this.withdraw(reference, 'erase', { reason, requestedBy, requestId });
  }

  private async withdraw(
    reference: string,
    action: ArticleWithdrawn['action'],
    {
      requestId = randomUUID(),
      ...asked
    }: { reason: string; requestedBy: string; requestId?: string | undefined },
  ): Promise<WithdrawalAccepted> {
    const articleId = await this.idFrom(reference);
    const stored = await this.load(articleId);
    if (!stored) throw await this.unknown(articleId);
    if (stored.erased && action === 'retract') throw new ConflictException('The article was erased.');
    const order = { articleId, action, ...asked, requestId };
    return { eventId: await orderWithdrawal(this.publisher, order, new Date()), requestId };
  }

  private async idFrom(reference: string): Promise<string> {
    const articleId = await findArticleId(this.database, reference);
    if (articleId === null)
      throw new BadRequestException(
        `"${reference.slice(0, 200)}" is neither an article id nor a web address.`,
      );
    return articleId;
  }

  private async load(articleId: string): Promise<StoredArticle | undefined> {
    return (await this.database.articles.loadMany([articleId])).get(articleId);
  }

  private async require(articleId: string): Promise<StoredArticle> {
    const stored = await this.load(articleId);
    if (stored?.erased) throw new GoneException('The article was erased.');
    if (!stored) throw await this.unknown(articleId);
    return stored;
  }

  /** The ledger may know why there is no article. */
  private async unknown(articleId: string): Promise<NotFoundException> {
    const trace = await this.database.ledger.get(articleId);
    const known = {
      in_flight: 'It is in flight.',
      indexed: 'The ledger says that it is indexed.',
      duplicate: `It is a duplicate of ${trace?.duplicateOf ?? 'another article'} (${trace?.reason ?? ''}).`,
      rejected: `It was rejected: ${trace?.reason ?? ''}.`,
      dead_lettered: `It stands in the dead letters: ${trace?.reason ?? ''}.`,
    };
    const detail = trace ? known[trace.state] : 'It was never discovered.';
    return new NotFoundException(`The article ${articleId} is not indexed. ${detail}`);
  }
}
