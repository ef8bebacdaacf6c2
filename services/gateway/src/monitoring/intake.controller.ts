import { Database, INTAKE_REPORT } from '@dateline/storage';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiAnswer } from '../http/api-docs.decorator.js';
import type { IntakeAnswer } from './intake.schema.js';

@ApiTags('feeds')
@Controller('intake')
export class IntakeController {
  constructor(private readonly database: Database) {}

  @Get()
  @ApiOperation({
    summary: 'Whether the fetchers take on new work, and if not, why',
    description: 'As a fetcher said last; each looks every five seconds.',
  })
  @ApiAnswer(200, 'Intake', 'What a fetcher said last')
  async last(): Promise<IntakeAnswer> {
    const report = await this.database.jobs.lastReport<IntakeAnswer>(INTAKE_REPORT);
    return report ?? { paused: false, reasons: [], since: null, checkedAt: null };
  }
}
