import { Database } from '@dateline/storage';
import { Body, Controller, Get, NotFoundException, Param, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  ApiAnswer,
  ApiJsonBody,
  ApiListAnswer,
  ApiPathPart,
  ApiProblem,
  ApiQueries,
} from '../http/api-docs.decorator.js';
import { valid } from '../http/schema.pipe.js';
import {
  parameterAnswerOf,
  ParameterQuerySchema,
  RuleParameterBody,
  type ParameterQuery,
  type RuleParameter,
  type UrlParameterAnswer,
} from './parameters.schema.js';

/** Query parameters that proved to select content at a host. */
@ApiTags('articles')
@Controller('url-parameters')
export class ParametersController {
  constructor(private readonly database: Database) {}

  @Get()
  @ApiOperation({ summary: 'Query parameters that were learned to select content, latest first' })
  @ApiQueries(ParameterQuerySchema)
  @ApiListAnswer(200, 'UrlParameter', 'At most a thousand')
  @ApiProblem(400, 'A parameter is not valid')
  async list(@Query(valid(ParameterQuerySchema)) { host }: ParameterQuery): Promise<UrlParameterAnswer[]> {
    return (await this.database.urlParameters.list(host ?? null)).map(parameterAnswerOf);
  }

  @Put(':host/:name')
  @ApiOperation({
    summary: 'Rule whether a learned parameter is part of an address',
    description: 'The ruling holds whatever documents prove later. Articles that exist keep their ids.',
  })
  @ApiPathPart('host', 'Host in identity form', 'paper.example')
  @ApiPathPart('name', 'Name in lower case', 'fbclid')
  @ApiJsonBody('RuleParameter')
  @ApiAnswer(200, 'UrlParameter', 'The parameter as it is now')
  @ApiProblem(404, 'Nothing was learned under the name')
  async rule(
    @Param('host') host: string,
    @Param('name') name: string,
    @Body(valid(RuleParameterBody)) { state }: RuleParameter,
  ): Promise<UrlParameterAnswer> {
    const ruled = await this.database.urlParameters.rule({ host, name }, state, new Date());
    if (!ruled) throw new NotFoundException(`Nothing was learned of ${name} at ${host}.`);
    return parameterAnswerOf(ruled);
  }
}
