import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { ServerResponse } from 'node:http';
import { ApiProblem, ApiQueries } from '../http/api-docs.decorator.js';
import type { HttpRequest } from '../http/http.types.js';
import { valid } from '../http/schema.pipe.js';
import { ArticleStreams } from './article-streams.js';
import { StreamQuerySchema, type StreamQuery } from './stream.schema.js';

/** The topic of articles for whoever has no Kafka. */
@ApiTags('articles')
@Controller('stream')
export class StreamController {
  constructor(private readonly streams: ArticleStreams) {}

  @Get()
  @ApiOperation({
    summary: 'Articles as they come, as server-sent events',
    description:
      'Each event is a CloudEvent in JSON; its `id` is a cursor, from which a stream goes on exactly. A cut connection may repeat events: their own ids tell. Tombstones come whatever the filter.',
  })
  @ApiQueries(StreamQuerySchema)
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'Cursor to go on from, as browsers send it',
    schema: { type: 'string' },
  })
  @ApiResponse({
    status: 200,
    description: 'Events until the client goes',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @ApiProblem(400, 'A parameter or the cursor is wrong')
  @ApiProblem(410, 'The cursor is too old: begin anew with from=start')
  @ApiProblem(429, 'Too many streams of this client')
  @ApiProblem(503, 'All streams are taken, or Kafka cannot be reached')
  async follow(
    @Query(valid(StreamQuerySchema)) query: StreamQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Req() request: HttpRequest,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const client = request.socket.remoteAddress ?? 'unknown';
    await this.streams.serve({ client, query, lastEventId }, response);
  }
}
