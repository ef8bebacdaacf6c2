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
  Req,
} from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { CallerName } from '../access/caller.js';
import { ApiAnswer, ApiJsonBody, ApiPathPart, ApiProblem, ApiQueries } from '../http/api-docs.decorator.js';
import type { HttpRequest } from '../http/http.types.js';
import { valid } from '../http/schema.pipe.js';
import { answerSearch } from './answer-search.js';
import { requireArticleId } from './find-article-id.js';
import { chooseFormat } from './choose-format.js';
import { compareVersions, type VersionDiff } from './compare-versions.js';
import {
  ArticleFieldsSchema,
  ArticleQuerySchema,
  WithdrawBody,
  type ArticleFields,
  type ArticleQuery,
  type Withdraw,
  type WithdrawalAccepted,
} from './articles.schema.js';
import type { ArticleDecisions } from './decisions.schema.js';
import { explainArticle } from './explain-article.js';
import { orderWithdrawal } from './order-withdrawal.js';
import { pickFields } from './pick-fields.js';

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
      'In the order of their last change, so that `changedSince` with the `updatedAt` of the last one later gives what changed since. ' +
      'As NDJSON it exports all that match; as JSON Feed or RSS it can be followed by a reader.',
  })
  @ApiProduces('application/json', 'application/x-ndjson', 'application/feed+json', 'application/rss+xml')
  @ApiQueries(ArticleQuerySchema)
  @ApiAnswer(200, 'ArticlePage', 'A page of articles')
  @ApiProblem(400, 'A parameter is not valid')
  search(@Query(valid(ArticleQuerySchema)) query: ArticleQuery, @Req() request: HttpRequest) {
    const { host = 'localhost', accept } = request.headers;
    const scheme = Reflect.get(request.socket, 'encrypted') === true ? 'https' : 'http';
    const address = new URL(request.originalUrl, `${scheme}://${host}`);
    return answerSearch(this.database, query, { format: chooseFormat(query.format, accept), address });
  }

  @Get(':id')
  @ApiOperation({ summary: 'One article: its present record' })
  @ApiArticleId()
  @ApiQueries(ArticleFieldsSchema)
  @ApiAnswer(200, 'ArticleRecord', 'The record')
  @ApiUnknownArticle()
  @ApiProblem(410, 'The article was erased')
  async get(
    @Param('id') reference: string,
    @Query(valid(ArticleFieldsSchema)) { fields }: ArticleFields,
  ): Promise<Partial<ArticleRecord>> {
    return pickFields((await this.require(await this.idFrom(reference))).record, fields);
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

  @Get(':id/revisions/:range')
  @ApiOperation({
    summary: 'What differs between two versions of an article',
    description: 'Each field that differs with both values; of two texts also their words in reading order.',
  })
  @ApiArticleId()
  @ApiPathPart('range', 'The older and the newer version, with three dots between', '1...2')
  @ApiAnswer(200, 'RevisionDiff', 'The difference')
  @ApiProblem(400, 'The range is none')
  @ApiProblem(404, 'No such article is indexed, or one of the versions is not kept')
  @ApiProblem(410, 'The article was erased')
  async difference(@Param('id') reference: string, @Param('range') range: string): Promise<VersionDiff> {
    const [, older, newer] = /^(\d{1,9})\.{2,3}(\d{1,9})$/.exec(range) ?? [];
    if (older === undefined || newer === undefined)
      throw new BadRequestException('The range is two versions with three dots between, for example 1...2.');
    const { record } = await this.require(await this.idFrom(reference));
    const [before, after] = await Promise.all(
      [older, newer].map((version) => this.version(record, Number(version))),
    );
    if (!before || !after) throw new NotFoundException('One of the two versions is not kept.');
    return compareVersions(before, after);
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

  private idFrom(reference: string): Promise<string> {
    return requireArticleId(this.database, reference);
  }

  private version(record: ArticleRecord, version: number): Promise<ArticleRecord | null> {
    if (version === record.version) return Promise.resolve(record);
    return this.database.articles.supersededVersion(record.articleId, version);
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
