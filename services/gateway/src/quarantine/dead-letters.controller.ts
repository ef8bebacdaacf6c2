import {
  Body,
  ConflictException,
  Controller,
  Get,
  HttpCode,
  Logger,
  NotFoundException,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiJsonBody, ApiPathPart, ApiProblem, ApiQueries } from '../http/api-docs.decorator.js';
import { valid } from '../http/schema.pipe.js';
import {
  DiscardLettersBody,
  GroupQuerySchema,
  LetterQuerySchema,
  ReleaseLettersBody,
  type DeadLetterPage,
  type DiscardLetters,
  type GroupQuery,
  type LetterGroupList,
  type LetterQuery,
  type LettersSettledAnswer,
  type ReleaseLetters,
} from './dead-letters.schema.js';
import type { LetterGroup } from './letter-groups.js';
import { Quarantine, type LetterChoice } from './quarantine.js';

const ApiGroupId = () => ApiPathPart('id', 'Id of the group', '4f1c9a0b7e2d3865');
const ApiLetterId = () => ApiPathPart('id', 'Id of the letter', '0f8e7d6c5b4a39281706f5e4d3c2b1a0');
const ApiNoLetters = () => ApiProblem(404, 'No letter of the kind waits');
const ApiStuck = () => ApiProblem(409, 'None of the letters can be put back');
const ApiAway = () => ApiProblem(503, 'Kafka is away, or another replica changes the letters at this moment');

/** Messages that no stage could process. The audit log records what is done with them. */
@ApiTags('dead-letters')
@Controller('dead-letters')
export class DeadLettersController {
  private readonly logger = new Logger('Quarantine');

  constructor(private readonly quarantine: Quarantine) {}

  @Get()
  @ApiOperation({ summary: 'Messages that no stage could process, the oldest first' })
  @ApiQueries(LetterQuerySchema)
  @ApiAnswer(200, 'DeadLetterPage', 'The letters that wait')
  @ApiProblem(400, 'A parameter is not valid')
  @ApiAway()
  async list(@Query(valid(LetterQuerySchema)) { limit, ...filter }: LetterQuery): Promise<DeadLetterPage> {
    const letters = await this.quarantine.letters(filter);
    return { items: letters.slice(0, limit), total: letters.length };
  }

  @Get('groups')
  @ApiOperation({
    summary: 'Dead letters by what caused them',
    description: 'Letters of one stage, code, rule or place of failure, host and version are one group.',
  })
  @ApiQueries(GroupQuerySchema)
  @ApiAnswer(200, 'LetterGroupList', 'The groups')
  @ApiProblem(400, 'A parameter is not valid')
  @ApiAway()
  async groups(@Query(valid(GroupQuerySchema)) { service }: GroupQuery): Promise<LetterGroupList> {
    return { items: await this.quarantine.groups(service) };
  }

  @Get('groups/:id')
  @ApiOperation({ summary: 'One group, with samples' })
  @ApiGroupId()
  @ApiAnswer(200, 'LetterGroup', 'The group')
  @ApiNoLetters()
  @ApiAway()
  async group(@Param('id') id: string): Promise<LetterGroup> {
    const group = await this.quarantine.group(id);
    if (!group) throw nothingOf(id);
    return group;
  }

  @Post('groups/:id/release')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put the letters of a group back on their topics' })
  @ApiGroupId()
  @ApiJsonBody('ReleaseLetters')
  @ApiAnswer(200, 'LettersSettled', 'They are on their topics')
  @ApiProblem(400, 'The body is not valid')
  @ApiNoLetters()
  @ApiStuck()
  @ApiAway()
  releaseGroup(@Param('id') id: string, @Body(valid(ReleaseLettersBody)) { reason }: ReleaseLetters) {
    return this.settle(id, 'release', { reason, choice: { group: id } });
  }

  @Post('groups/:id/discard')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Give the letters of a group up',
    description: 'Their articles stay dead-lettered in the ledger. It cannot be taken back here.',
  })
  @ApiGroupId()
  @ApiJsonBody('DiscardLetters')
  @ApiAnswer(200, 'LettersSettled', 'They wait no longer')
  @ApiProblem(400, 'The body is not valid')
  @ApiNoLetters()
  @ApiAway()
  discardGroup(@Param('id') id: string, @Body(valid(DiscardLettersBody)) { reason }: DiscardLetters) {
    return this.settle(id, 'discard', { reason, choice: { group: id } });
  }

  @Post(':id/release')
  @HttpCode(200)
  @ApiOperation({ summary: 'Put one letter back on its topic' })
  @ApiLetterId()
  @ApiJsonBody('ReleaseLetters')
  @ApiAnswer(200, 'LettersSettled', 'It is on its topic')
  @ApiProblem(400, 'The body is not valid')
  @ApiNoLetters()
  @ApiStuck()
  @ApiAway()
  release(@Param('id') id: string, @Body(valid(ReleaseLettersBody)) { reason }: ReleaseLetters) {
    return this.settle(id, 'release', { reason, choice: { letter: id } });
  }

  @Post(':id/discard')
  @HttpCode(200)
  @ApiOperation({ summary: 'Give one letter up' })
  @ApiLetterId()
  @ApiJsonBody('DiscardLetters')
  @ApiAnswer(200, 'LettersSettled', 'It waits no longer')
  @ApiProblem(400, 'The body is not valid')
  @ApiNoLetters()
  @ApiAway()
  discard(@Param('id') id: string, @Body(valid(DiscardLettersBody)) { reason }: DiscardLetters) {
    return this.settle(id, 'discard', { reason, choice: { letter: id } });
  }

  private async settle(
    id: string,
    action: 'release' | 'discard',
    { reason, choice }: { reason?: string; choice: LetterChoice },
  ): Promise<LettersSettledAnswer> {
    const { settled, stuck } = await this.quarantine[action](choice);
    this.logger.log({ msg: `dead letters: ${action}`, id, reason, settled: settled.length, stuck });
    if (settled.length > 0) return { settled: settled.length, stuck };
    if (stuck === 0) throw nothingOf(id);
    throw new ConflictException(
      'None of the letters can be put back: they do not hold their originals, or name a topic that is not ours.',
    );
  }
}

const nothingOf = (id: string) => new NotFoundException(`No dead letter of ${id.slice(0, 100)} waits.`);
