import type { ArticleRecord } from '@dateline/contracts';
import { Database } from '@dateline/storage';
import {
  BadRequestException,
  Controller,
  Get,
  GoneException,
  NotFoundException,
  Param,
  UnprocessableEntityException,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiAnswer, ApiPathPart, ApiProblem } from '../http/api-docs.decorator.js';
import { findArticleId } from './find-article-id.js';
import { PageReader, PageUnreadable } from './page-reader.js';
import type { PageText } from './page-text.schema.js';

const EXAMPLE_ID = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
/** Bytes of a page after decompression. */
const MAX_BYTES = 64 * 1024 * 1024;

@ApiTags('articles')
@Controller('articles')
export class PageController {
  constructor(
    private readonly database: Database,
    private readonly reader: PageReader,
  ) {}

  @Get(':id/page')
  @ApiOperation({
    summary: 'The text of the page that an article was read from',
    description:
      'All lines that a reader of the page may see, each with whether the record has it, so that a paragraph ' +
      'that is missing shows. For an article that was rejected it is the last page that came. Pages are kept ' +
      'for as long as RAW_PAGE_RETENTION_DAYS says.',
  })
  @ApiPathPart('id', 'Article id, or the address of the article (percent-encoded)', EXAMPLE_ID)
  @ApiAnswer(200, 'PageText', 'The lines of the page')
  @ApiProblem(404, 'No page of such an article is kept')
  @ApiProblem(410, 'The article was erased')
  @ApiProblem(422, 'The page is too large or too complex to be shown')
  async read(@Param('id') reference: string): Promise<PageText> {
    const articleId = await findArticleId(this.database, reference);
    if (articleId === null)
      throw new BadRequestException(
        `"${reference.slice(0, 200)}" is neither an article id nor a web address.`,
      );
    const stored = (await this.database.articles.loadMany([articleId])).get(articleId);
    if (stored?.erased) throw new GoneException('The article was erased.');
    const { rawPages } = this.database;
    const record = stored?.record ?? null;
    const sha256 = record?.fetch.rawRef ?? (await rawPages.latestOf(articleId))?.sha256 ?? null;
    const page = sha256 === null ? null : await rawPages.get(sha256);
    if (sha256 === null || page === null)
      throw new NotFoundException(`No page of the article ${articleId} is kept.`);
    const { gzip, contentType, url, bytes } = page;
    const job = { gzip, maxBytes: MAX_BYTES, contentType, url, taken: takenBy(record) };
    try {
      return { articleId, url, sha256, contentType, bytes, ...(await this.reader.read(job)) };
    } catch (error) {
      if (error instanceof PageUnreadable)
        throw new UnprocessableEntityException(`The page cannot be shown: ${error.message}`);
      throw error;
    }
  }
}

/** What a record has of its page that stands there as text. */
function takenBy(record: ArticleRecord | null): string[] {
  if (record === null) return [];
  const { headline, description, byline, articleBody, image } = record;
  const captions = image.flatMap(({ caption, creditText }) => [caption, creditText]);
  return [headline, description, byline, articleBody, ...captions].filter((text) => typeof text === 'string');
}
