import type { HttpClient } from '@dateline/http';
import {
  BadRequestException,
  Body,
  Controller,
  HttpCode,
  Inject,
  Post,
  UnprocessableEntityException,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiJsonBody, ApiProblem } from '../http/api-docs.decorator.js';
import { valid } from '../http/schema.pipe.js';
import { discoverFeeds, PageUnreachable } from './discover-feeds.js';
import { BadFeedAddress } from './feed-address.js';
import { DiscoverBody, type FeedDiscovery } from './discovery.schema.js';

export const HTTP_CLIENT = Symbol('HTTP_CLIENT');

@ApiTags('feeds')
@Controller()
export class DiscoveryController {
  constructor(@Inject(HTTP_CLIENT) private readonly http: HttpClient) {}

  @Post('feeds/discover')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Find the feeds of a page',
    description: 'Nothing is added: the answer offers what POST /feeds takes.',
  })
  @ApiJsonBody('DiscoverFeeds')
  @ApiAnswer(200, 'FeedDiscovery', 'The feeds found, likeliest first; empty where there is none')
  @ApiProblem(400, 'The body or the address is not valid')
  @ApiProblem(422, 'The page cannot be had')
  async discover(@Body(valid(DiscoverBody)) { url }: { url: string }): Promise<FeedDiscovery> {
    try {
      return await discoverFeeds(this.http, url);
    } catch (error) {
      if (error instanceof BadFeedAddress) throw new BadRequestException(error.message);
      if (error instanceof PageUnreachable) throw new UnprocessableEntityException(error.message);
      throw error;
    }
  }
}
