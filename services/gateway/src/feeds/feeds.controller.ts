import { Database, type FeedDoc } from '@dateline/storage';
import {
  Body,
  ConflictException,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { IncomingMessage } from 'node:http';
import { GATEWAY_SETTINGS } from '../gateway.context.js';
import type { GatewaySettings } from '../gateway.config.js';
import { ApiAnswer, ApiJsonBody, ApiPathPart, ApiProblem, ApiQueries } from '../http/api-docs.decorator.js';
import { charsetOf, openBody } from '../http/open-body.js';
import { valid } from '../http/schema.pipe.js';
import { addFeed, addOptionsOf } from './add-feed.js';
import { changeFeed, FeedAddressTaken } from './change-feed.js';
import { exportOpml } from './export-opml.js';
import { badAddress, found, unknownFeed } from './feed-problems.js';
import { importOpml } from './import-opml.js';
import { opmlProblem } from './opml-problem.js';
import { OpmlTooLarge, readOpmlParts } from './read-opml-parts.js';
import { describeFeed, describeFeeds, type FeedView } from './describe-feeds.js';
import { FeedBoard } from '../feed-health/feed-board.js';
import { pageOf, selectFeeds } from '../feed-health/select-feeds.js';
import {
  AddFeedBody,
  ChangeFeedBody,
  FeedQuerySchema,
  type FeedQuery,
  PauseFeedBody,
  type AddFeed,
  type ChangeFeed,
  type ImportReport,
  type PauseFeed,
} from './feeds.schema.js';
import { pauseFeed, removeFeed } from './feed-stops.js';

const ApiFeedId = () => ApiPathPart('id', 'Id of the feed', '0b9dc0a4-54f0-4c83-9f5e-2a1f6f1a7c11');
const ApiUnknownFeed = () => ApiProblem(404, 'No feed has this id');

@ApiTags('feeds')
@Controller()
export class FeedsController {
  constructor(
    private readonly database: Database,
    private readonly board: FeedBoard,
    @Inject(GATEWAY_SETTINGS) private readonly settings: GatewaySettings,
  ) {}

  @Post('feeds')
  @ApiOperation({ summary: 'Add a feed', description: 'It is polled at once.' })
  @ApiJsonBody('AddFeed')
  @ApiAnswer(201, 'Feed', 'The feed is added')
  @ApiAnswer(200, 'Feed', 'The feed was there already')
  @ApiProblem(400, 'The body or the address is not valid')
  async add(
    @Body(valid(AddFeedBody)) body: AddFeed,
    @Res({ passthrough: true }) response: { status(code: number): void },
  ): Promise<FeedView> {
    try {
      const { feed, created } = await addFeed(this.database.feeds, body, this.options('api'));
      response.status(created ? 201 : 200);
      return await this.viewAnew(feed);
    } catch (error) {
      throw badAddress(error);
    }
  }

  @Post('feeds/import')
  @HttpCode(200)
  @ApiOperation({ summary: 'Add the feeds of an OPML document' })
  @ApiConsumes('text/x-opml')
  @ApiBody({ description: 'OPML 1.0 or 2.0', schema: { type: 'string' } })
  @ApiAnswer(200, 'ImportReport', 'What became of each outline')
  @ApiProblem(400, 'The body is not OPML')
  @ApiProblem(413, 'The body is too large')
  @ApiProblem(415, 'The body is not declared as text or XML')
  async import(@Req() request: IncomingMessage): Promise<ImportReport> {
    const { OPML_MAX_FEEDS: maxFeeds, OPML_MAX_BYTES: maxBytes } = this.settings;
    try {
      if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new OpmlTooLarge(maxBytes);
      const outlines = readOpmlParts(openBody(request), { maxBytes, charset: charsetOf(request) });
      return await importOpml(this.database.feeds, outlines, { ...this.options('opml'), maxFeeds });
    } catch (error) {
      throw opmlProblem(error);
    } finally {
      this.board.forget();
    }
  }

  @Get('feeds')
  @ApiOperation({ summary: 'List feeds' })
  @ApiQueries(FeedQuerySchema)
  @ApiAnswer(200, 'FeedPage', 'A page of feeds')
  async list(@Query(valid(FeedQuerySchema)) query: FeedQuery) {
    const { health, host, priority, q, sort = health === undefined ? 'id' : 'worst', ...stored } = query;
    if (sort === 'worst' || [health, host, priority, q].some((one) => one !== undefined)) {
      const { page, next } = pageOf(selectFeeds(await this.board.rows(), query), { ...query, sort });
      const feeds = await this.database.feedBulk.get(page.map(({ feedId }) => feedId));
      return { items: await describeFeeds(this.database, feeds, new Date()), next };
    }
    const items = await describeFeeds(this.database, await this.database.feeds.list(stored), new Date());
    return { items, next: items.length < query.limit ? null : (items.at(-1)?.feedId ?? null) };
  }

  @Get('feeds.opml')
  @Header('content-type', 'text/x-opml; charset=utf-8')
  @Header('content-disposition', 'attachment; filename="dateline-feeds.opml"')
  @ApiOperation({ summary: 'All feeds as OPML 2.0' })
  @ApiProduces('text/x-opml')
  @ApiResponse({
    status: 200,
    description: 'The feeds',
    content: { 'text/x-opml': { schema: { type: 'string' } } },
  })
  opml(): Promise<string> {
    return exportOpml(this.database.feeds);
  }

  @Get('feeds/:id')
  @ApiOperation({ summary: 'One feed, with how its last polls went' })
  @ApiFeedId()
  @ApiAnswer(200, 'Feed', 'The feed')
  @ApiUnknownFeed()
  async get(@Param('id') id: string): Promise<FeedView> {
    return this.view(found(await this.database.feeds.get(id), id));
  }

  @Patch('feeds/:id')
  @ApiOperation({
    summary: 'Change the address of a feed, or how it is polled',
    description: 'A feed that is polled is due at once. With a new address its validators are dropped.',
  })
  @ApiFeedId()
  @ApiJsonBody('ChangeFeed')
  @ApiAnswer(200, 'Feed', 'The feed as it is now')
  @ApiProblem(400, 'The body or the address is not valid')
  @ApiUnknownFeed()
  @ApiProblem(409, 'Another feed has this address')
  async change(@Param('id') id: string, @Body(valid(ChangeFeedBody)) body: ChangeFeed): Promise<FeedView> {
    try {
      return await this.viewAnew(found(await changeFeed(this.database, id, body, this.options('api')), id));
    } catch (error) {
      if (error instanceof FeedAddressTaken) throw new ConflictException(error.message);
      throw badAddress(error);
    }
  }

  @Post('feeds/:id/pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Stop polling a feed' })
  @ApiFeedId()
  @ApiJsonBody('PauseFeed')
  @ApiAnswer(200, 'Feed', 'The feed is paused')
  @ApiUnknownFeed()
  async pause(@Param('id') id: string, @Body(valid(PauseFeedBody)) body: PauseFeed): Promise<FeedView> {
    const paused = await pauseFeed(this.database, { feedId: id, reason: body.reason }, new Date());
    return this.viewAnew(found(paused, id));
  }

  @Post('feeds/:id/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Poll a feed again', description: 'Also one that its server called gone.' })
  @ApiFeedId()
  @ApiAnswer(200, 'Feed', 'The feed is active')
  @ApiUnknownFeed()
  async resume(@Param('id') id: string): Promise<FeedView> {
    return this.viewAnew(found(await this.database.feeds.setState(id, 'active', null, new Date()), id));
  }

  @Post('feeds/:id/fetch')
  @HttpCode(202)
  @ApiOperation({ summary: 'Poll a feed now', description: 'As soon as its host may be asked.' })
  @ApiFeedId()
  @ApiAnswer(202, 'Feed', 'The feed is due')
  @ApiUnknownFeed()
  @ApiProblem(409, 'The feed is not active')
  async fetchNow(@Param('id') id: string): Promise<FeedView> {
    const { feeds } = this.database;
    const due = await feeds.makeDue(id, 'requested', new Date());
    if (due) return this.viewAnew(due);
    const { state } = found(await feeds.get(id), id);
    throw new ConflictException(`The feed is ${state}: resume it first.`);
  }

  @Delete('feeds/:id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a feed', description: 'Its articles stay.' })
  @ApiFeedId()
  @ApiResponse({ status: 204, description: 'The feed is removed' })
  @ApiUnknownFeed()
  async remove(@Param('id') id: string): Promise<void> {
    const isRemoved = await removeFeed(this.database, id, new Date());
    this.board.forget();
    if (!isRemoved) throw unknownFeed(id);
  }

  /** After a change. */
  private viewAnew(feed: FeedDoc): Promise<FeedView> {
    this.board.forget();
    return this.view(feed);
  }

  private view(feed: FeedDoc): Promise<FeedView> {
    return describeFeed(this.database, feed, new Date());
  }

  private options(type: 'api' | 'opml') {
    return addOptionsOf(this.settings, type);
  }
}
