import { Database } from '@dateline/storage';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiProblem, ApiQueries } from '../http/api-docs.decorator.js';
import { valid } from '../http/schema.pipe.js';
import { ChangeQuerySchema, type ChangePage, type ChangeQuery } from './changes.schema.js';

@ApiTags('changes')
@Controller('changes')
export class ChangesController {
  constructor(private readonly database: Database) {}

  @Get()
  @ApiOperation({
    summary: 'The audit log: who changed what, and who was refused, the latest first',
    description: 'The same lines are on the topic news.operator.changes.v1.',
  })
  @ApiQueries(ChangeQuerySchema)
  @ApiAnswer(200, 'ChangePage', 'A page of the log')
  @ApiProblem(400, 'A parameter is not valid')
  async list(@Query(valid(ChangeQuerySchema)) query: ChangeQuery): Promise<ChangePage> {
    const changes = await this.database.operatorChanges.list(query);
    const items = changes.map(({ at, ...change }) => ({ ...change, at: at.toISOString() }));
    return { items, next: items.length < query.limit ? null : (items.at(-1)?.changeId ?? null) };
  }
}
