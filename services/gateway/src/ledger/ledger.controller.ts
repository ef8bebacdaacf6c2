import { Database } from '@dateline/storage';
import { BadRequestException, Controller, Get, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Audit, type AuditReport } from '../audit/audit.js';
import { ApiAnswer, ApiPathPart, ApiProblem, ApiQueries } from '../http/api-docs.decorator.js';
import { valid } from '../http/schema.pipe.js';
import { findTrace } from './find-trace.js';
import { presentTrace } from './present-trace.js';
import { SkippedQuerySchema, TraceQuerySchema, type SkippedQuery, type TraceQuery } from './ledger.schema.js';

@ApiTags('ledger')
@Controller()
export class LedgerController {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  @Get('traces')
  @ApiOperation({
    summary: 'List traces',
    description: 'One for each article that was ever discovered or imported.',
  })
  @ApiQueries(TraceQuerySchema)
  @ApiAnswer(200, 'TracePage', 'A page of traces')
  @ApiProblem(400, 'A parameter is not valid')
  async list(@Query(valid(TraceQuerySchema)) query: TraceQuery) {
    const items = await this.database.ledger.list(query);
    return {
      items: items.map(presentTrace),
      next: items.length < query.limit ? null : (items.at(-1)?.articleId ?? null),
    };
  }

  @Get('traces/:id')
  @ApiOperation({ summary: 'The whole way of one article, with times and reasons' })
  @ApiPathPart(
    'id',
    'Article id, or the address of the article (percent-encoded)',
    'https%3A%2F%2Ftribune.example%2Fnews%2Fharbour',
  )
  @ApiAnswer(200, 'Trace', 'The trace')
  @ApiProblem(404, 'Nothing of the kind was ever discovered')
  async trace(@Param('id') reference: string) {
    const trace = await findTrace(this.database, reference);
    if (!trace) throw new NotFoundException(`Nothing is known of ${reference.slice(0, 200)}.`);
    return presentTrace(trace);
  }

  @Get('skipped-entries')
  @ApiOperation({
    summary: 'Entries that were offered and not taken, with the reason',
    description:
      'By name, or of one feed, latest first. Kept for FEED_SKIPPED_RETENTION_DAYS after their last sight.',
  })
  @ApiQueries(SkippedQuerySchema)
  @ApiAnswer(200, 'SkippedEntries', 'The entries')
  @ApiProblem(400, 'A parameter is not valid, or neither name nor feedId is given')
  async skipped(@Query(valid(SkippedQuerySchema)) { name, feedId, limit }: SkippedQuery) {
    const { skippedEntries } = this.database;
    if (name !== undefined) {
      const found = await skippedEntries.find(name, limit);
      return { items: found.filter((entry) => feedId === undefined || entry.feedId === feedId) };
    }
    if (feedId === undefined) throw new BadRequestException('Give name or feedId.');
    return { items: await skippedEntries.ofFeed(feedId, limit) };
  }

  @Get('audit')
  @ApiOperation({
    summary: 'Check that no entry and no article is lost or counted twice',
    description: 'Waits for the ledger and the stages to catch up, for as long as AUDIT_WAIT_MS says.',
  })
  @ApiAnswer(200, 'Audit', 'The balance, whether it holds or not')
  @ApiProblem(503, 'The audit cannot answer: the ledger is behind, or Kafka or MongoDB is away')
  balance(): Promise<AuditReport> {
    return this.audit.run();
  }
}
