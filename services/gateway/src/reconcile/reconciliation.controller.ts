import { Database } from '@dateline/storage';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiAnswer } from '../http/api-docs.decorator.js';
import type { Reconciliation } from './reconciliation.types.js';
import { RECONCILE_JOB } from './start-reconciler.js';

@ApiTags('ledger')
@Controller('reconciliation')
export class ReconciliationController {
  constructor(private readonly database: Database) {}

  @Get()
  @ApiOperation({
    summary: 'Articles that have been on their way for too long, and what was done about them',
    description: 'As the last run found them: every RECONCILE_SECONDS, in one replica.',
  })
  @ApiAnswer(200, 'Reconciliation', 'What the last run found')
  async last(): Promise<Reconciliation | { checkedAt: null; counts: []; articles: [] }> {
    const report = await this.database.jobs.lastReport<Reconciliation>(RECONCILE_JOB);
    return report ?? { checkedAt: null, counts: [], articles: [] };
  }
}
