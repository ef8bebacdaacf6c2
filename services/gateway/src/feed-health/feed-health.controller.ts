import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiProblem, ApiQueries } from '../http/api-docs.decorator.js';
import { valid } from '../http/schema.pipe.js';
import { FeedBoard } from './feed-board.js';
import { FeedFilterSchema, type FeedFilter } from './feed-health.schema.js';
import { reportHealth } from './report-health.js';
import { selectFeeds } from './select-feeds.js';

@ApiTags('feeds')
@Controller()
export class FeedHealthController {
  constructor(private readonly board: FeedBoard) {}

  @Get('feeds/health')
  @ApiOperation({
    summary: 'How the feeds do',
    description: 'A sentence, the number of feeds in each state of health, and the causes, the worst first.',
  })
  @ApiQueries(FeedFilterSchema)
  @ApiAnswer(200, 'FeedHealthReport', 'The report')
  @ApiProblem(400, 'A parameter is not valid')
  async report(@Query(valid(FeedFilterSchema)) filter: FeedFilter) {
    return reportHealth(selectFeeds(await this.board.rows(), filter), new Date());
  }
}
