import type { ClusterRecord } from '@dateline/contracts';
import { EventPublisher } from '@dateline/messaging';
import { Database } from '@dateline/storage';
import {
  BadRequestException,
  Body,
  ConflictException,
  Controller,
  Get,
  Headers,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Query,
} from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { CallerName } from '../access/caller.js';
import { findArticleId } from '../articles/find-article-id.js';
import { ApiAnswer, ApiJsonBody, ApiPathPart, ApiProblem, ApiQueries } from '../http/api-docs.decorator.js';
import { valid } from '../http/schema.pipe.js';
import {
  ClusterQuerySchema,
  MergeBody,
  SplitBody,
  type ClusterOrderAccepted,
  type ClusterQuery,
  type Merge,
  type Split,
} from './clusters.schema.js';
import { ClusterOrderRefused, orderMerge, orderSplit } from './cluster-orders.js';

const ApiClusterId = () => ApiPathPart('id', 'Cluster id', 'c1d2e3f405162738495a6b7c8d9e0f10');
const ApiUnknownCluster = () => ApiProblem(404, 'There is no such cluster');
const ApiRequestId = () =>
  ApiHeader({
    name: 'idempotency-key',
    required: false,
    description: 'Id of the request: the same order with the same id is carried out once',
    schema: { type: 'string', maxLength: 200 },
  });

@ApiTags('clusters')
@Controller('clusters')
export class ClustersController {
  constructor(
    private readonly database: Database,
    private readonly publisher: EventPublisher,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Clusters of near-duplicates, those that changed last first' })
  @ApiQueries(ClusterQuerySchema)
  @ApiAnswer(200, 'ClusterPage', 'A page of clusters')
  @ApiProblem(400, 'A parameter is not valid')
  async list(@Query(valid(ClusterQuerySchema)) { article, ...query }: ClusterQuery) {
    if (article === undefined) {
      return this.database.clusters.list(query);
    }
    const articleId = await findArticleId(this.database, article);
    if (articleId === null)
      throw new BadRequestException('`article` is neither an article id nor a web address.');
    const ids = await this.database.clusters.withMembers([articleId]);
    const found = await this.database.clusters.loadMany(ids);
    return { items: [...found.values()].map(({ record }) => record), next: null };
  }

  @Get(':id')
  @ApiOperation({ summary: 'One cluster: its present record' })
  @ApiClusterId()
  @ApiAnswer(200, 'ClusterRecord', 'The record')
  @ApiUnknownCluster()
  async get(@Param('id') id: string): Promise<ClusterRecord> {
    const record = await this.database.clusters.get(id);
    if (!record) throw new NotFoundException(`There is no cluster ${id}.`);
    return record;
  }

  @Post(':id/merge')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Merge a cluster into another',
    description: 'All members move; who joins the merged cluster later joins the other.',
  })
  @ApiClusterId()
  @ApiRequestId()
  @ApiJsonBody('MergeClusters')
  @ApiAnswer(202, 'ClusterOrderAccepted', 'The order is on its topic')
  @ApiUnknownCluster()
  @ApiProblem(409, 'One of the clusters was merged already')
  merge(
    @Param('id') clusterId: string,
    @Body(valid(MergeBody)) body: Merge,
    @CallerName() requestedBy: string,
    @Headers('idempotency-key') requestId: string = randomUUID(),
  ): Promise<ClusterOrderAccepted> {
    const order = { ...body, requestedBy, clusterId, requestId };
    return answered(orderMerge(this.stores(), order, new Date()));
  }

  @Post(':id/split')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Split members off a cluster',
    description: 'They form a cluster of their own, and no rule brings them back.',
  })
  @ApiClusterId()
  @ApiRequestId()
  @ApiJsonBody('SplitCluster')
  @ApiAnswer(202, 'ClusterOrderAccepted', 'The order is on its topic')
  @ApiUnknownCluster()
  @ApiProblem(409, 'The cluster was merged into another')
  split(
    @Param('id') clusterId: string,
    @Body(valid(SplitBody)) body: Split,
    @CallerName() requestedBy: string,
    @Headers('idempotency-key') requestId: string = randomUUID(),
  ): Promise<ClusterOrderAccepted> {
    const order = { ...body, requestedBy, clusterId, requestId };
    return answered(orderSplit(this.stores(), order, new Date()));
  }

  private stores() {
    const { clusters, ledger, urlParameters } = this.database;
    return { clusters, ledger, urlParameters, publisher: this.publisher };
  }
}

async function answered<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof ClusterOrderRefused)) throw error;
    if (error.kind === 'unknown') throw new NotFoundException(error.message);
    if (error.kind === 'conflict') throw new ConflictException(error.message);
    throw new BadRequestException(error.message);
  }
}
