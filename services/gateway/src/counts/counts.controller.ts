import { Database, type LedgerBucket } from '@dateline/storage';
import { BadRequestException, Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiProblem, ApiQueries } from '../http/api-docs.decorator.js';
import { valid } from '../http/schema.pipe.js';
import { CountsQuerySchema, type CountsOfSpan, type CountsQuery } from './counts.schema.js';
import { latencyPercentile } from './latency-percentile.js';
import { BadSpan, planBuckets, type BucketPlan } from './plan-buckets.js';

@ApiTags('ledger')
@Controller('counts')
export class CountsController {
  constructor(private readonly database: Database) {}

  @Get()
  @ApiOperation({
    summary: 'Articles over time, by what became of them',
    description: 'By the time of discovery, with how long the indexed ones took.',
  })
  @ApiQueries(CountsQuerySchema)
  @ApiAnswer(200, 'Counts', 'The counts')
  @ApiProblem(400, 'A parameter is not valid, or the span has too many buckets')
  async read(@Query(valid(CountsQuerySchema)) query: CountsQuery): Promise<CountsOfSpan> {
    const plan = planOf(query);
    const { from, to, bucketMs } = plan;
    const found = await this.database.ledgerSeries.read(plan);
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      bucketSeconds: bucketMs / 1000,
      buckets: withEmpty(found, plan),
    };
  }
}

function planOf(query: CountsQuery): BucketPlan {
  try {
    return planBuckets(query, new Date());
  } catch (error) {
    if (error instanceof BadSpan) throw new BadRequestException(error.message);
    throw error;
  }
}

function withEmpty(
  found: readonly LedgerBucket[],
  { from, to, bucketMs }: BucketPlan,
): CountsOfSpan['buckets'] {
  const byTime = new Map(found.map((bucket) => [bucket.at.getTime(), bucket]));
  const length = Math.ceil((to.getTime() - from.getTime()) / bucketMs);
  return Array.from({ length }, (_, i) => {
    const at = from.getTime() + i * bucketMs;
    const { states, latency = [] } = byTime.get(at) ?? {};
    return {
      at: new Date(at).toISOString(),
      indexed: states?.indexed ?? 0,
      duplicate: states?.duplicate ?? 0,
      rejected: states?.rejected ?? 0,
      deadLettered: states?.dead_lettered ?? 0,
      inFlight: states?.in_flight ?? 0,
      latencyMs: {
        p50: latencyPercentile(latency, 0.5),
        p95: latencyPercentile(latency, 0.95),
        p99: latencyPercentile(latency, 0.99),
      },
    };
  });
}
