import { Database } from '@dateline/storage';
import { Controller, Delete, Get, HttpCode, NotFoundException, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiPathPart, ApiProblem, ApiQueries } from '../http/api-docs.decorator.js';
import { valid } from '../http/schema.pipe.js';
import { describeSite } from './describe-site.js';
import { SiteQuerySchema, type SiteAnswer, type SiteQuery, type SitesAnswer } from './sites.schema.js';

/** Sites whose templates the parser learns. */
@ApiTags('articles')
@Controller('sites')
export class SitesController {
  constructor(private readonly database: Database) {}

  @Get()
  @ApiOperation({
    summary: 'Sites by what their pages have in common, and those whose pages suddenly changed',
  })
  @ApiQueries(SiteQuerySchema)
  @ApiAnswer(200, 'SitePage', 'Sites by host')
  async list(@Query(valid(SiteQuerySchema)) { state, limit, after }: SiteQuery): Promise<SitesAnswer> {
    const query = { drifting: state === 'drift', limit, after: after ?? null };
    const items = (await this.database.sites.list(query)).map(describeSite);
    return { items, next: items.length < limit ? null : (items.at(-1)?.host ?? null) };
  }

  @Get(':host')
  @ApiOperation({ summary: 'One site, with a sample of the pages that departed last' })
  @ApiPathPart('host', 'Host of the pages', 'paper.example')
  @ApiAnswer(200, 'Site', 'The site')
  @ApiProblem(404, 'No page of the host was read')
  async get(@Param('host') host: string): Promise<SiteAnswer> {
    const site = await this.database.sites.get(host);
    if (site === null) throw unknownSite(host);
    return describeSite(site);
  }

  @Delete(':host')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Forget what was learned of a site',
    description: 'Its drift ends, and its next pages teach its template.',
  })
  @ApiPathPart('host', 'Host of the pages', 'paper.example')
  @ApiResponse({ status: 204, description: 'The site is forgotten' })
  @ApiProblem(404, 'No page of the host was read')
  async forget(@Param('host') host: string): Promise<void> {
    if (!(await this.database.sites.forget(host))) throw unknownSite(host);
  }
}

const unknownSite = (host: string) => new NotFoundException(`No page of ${host} was read.`);
