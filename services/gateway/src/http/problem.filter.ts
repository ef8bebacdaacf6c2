import { describeError, RangeReadFailed, TransientError } from '@dateline/messaging';
import { BadCursor, isTransientStorageError } from '@dateline/storage';
import {
  BadRequestException,
  Catch,
  HttpException,
  Logger,
  ServiceUnavailableException,
  type ArgumentsHost,
  type ExceptionFilter,
} from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import { IdentityProviderAway } from '../access/bearer-reader.js';
import { BadArticleReference } from '../articles/find-article-id.js';
import { NothingToFit } from '../articles/search-articles.js';
import { AuditUndetermined } from '../audit/audit.js';
import { allowedMethods } from './allowed-methods.js';
import type { ProblemDetails } from './problem.schema.js';

interface HttpAnswer {
  status(code: number): HttpAnswer;
  type(mediaType: string): HttpAnswer;
  setHeader(name: string, value: string): void;
  send(body: string): void;
}

/**
 * Returns every error of the API as RFC 9457 problem details. Internal errors are logged, and their details
 * not shown.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Api');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const path = http.getRequest<{ path: string }>().path;
    const answer = http.getResponse<HttpAnswer>();
    const { known, allow } = asMethodProblem(toHttpException(error), path);
    if (known === null) this.logger.error(error);
    else if (known.getStatus() === 503 && known !== error)
      this.logger.warn(`${path}: ${describeError(error)}`);
    // Health responses keep the format of @nestjs/terminus, which monitors know.
    if (known && path.startsWith('/health')) {
      answer.status(known.getStatus()).type('application/json').send(JSON.stringify(known.getResponse()));
      return;
    }
    const problem = describe(known, path);
    if (allow !== null) answer.setHeader('allow', allow);
    if (problem.status === 401) answer.setHeader('www-authenticate', 'Bearer realm="dateline"');
    if (problem.status === 503) answer.setHeader('retry-after', '5');
    answer.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

/** A path that is there, but not for this method (RFC 9110, section 15.5.6). Nest finds no route, and nobody else says 404 so. */
function asMethodProblem(known: HttpException | null, path: string) {
  const isRouteless = known?.getStatus() === 404 && /^Cannot [A-Z]+ /.test(known.message);
  const methods = isRouteless ? allowedMethods(path) : [];
  if (methods.length === 0) return { known, allow: null };
  const allow = methods.join(', ');
  return { known: new HttpException(`This path takes ${allow}.`, 405), allow };
}

/** Returns null for unexpected errors. */
function toHttpException(error: unknown): HttpException | null {
  if (error instanceof HttpException) return error;
  if (error instanceof NothingToFit) return new BadRequestException(error.message);
  if (error instanceof BadArticleReference) return new BadRequestException(error.message);
  if (error instanceof BadCursor) return new BadRequestException(error.message);
  if (error instanceof IdentityProviderAway) return new ServiceUnavailableException(error.message);
  if (error instanceof AuditUndetermined) return new ServiceUnavailableException(error.message);
  if (error instanceof TransientError || error instanceof RangeReadFailed || isKafkaError(error))
    return new ServiceUnavailableException('Kafka cannot be reached now.');
  if (isTransientStorageError(error))
    return new ServiceUnavailableException('MongoDB cannot be reached now.');
  return toBodyParserProblem(error);
}

/** The admin client throws errors of kafkajs itself. */
function isKafkaError(error: unknown): boolean {
  return error instanceof Error && error.name.startsWith('KafkaJS');
}

/**
 * Express's body parsers throw errors with a status, a type, and `expose` when the client may see the
 * message.
 */
function toBodyParserProblem(error: unknown): HttpException | null {
  if (!(error instanceof Error) || Reflect.get(error, 'expose') !== true) return null;
  const status: unknown = Reflect.get(error, 'status');
  return typeof status === 'number' ? new HttpException(error.message, status) : null;
}

function describe(known: HttpException | null, path: string): ProblemDetails {
  const status = known?.getStatus() ?? 500;
  const body: unknown = known?.getResponse();
  const errors: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'errors') : undefined;
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: known?.message ?? 'The request could not be served; the log of the gateway says why.',
    instance: path,
    ...(Array.isArray(errors) ? { errors: errors.map(String) } : {}),
  };
}
