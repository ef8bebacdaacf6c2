import type { OperatorChange } from '@dateline/contracts';
import { HttpException, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { HttpRequest } from '../http/http.types.js';
import { callerOf, changedBy } from './caller.js';
import type { ChangeLog } from './change-log.js';
import { routeOf } from './route-of.js';
import { ROUTE_RULES } from './route-roles.js';

/** Records what changing routes do. */
export class ChangeInterceptor implements NestInterceptor {
  constructor(private readonly log: ChangeLog) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const action = ROUTE_RULES[routeOf(context.getClass(), context.getHandler())]?.change;
    if (action === undefined) return next.handle();
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const caller = callerOf(request);
    if (!caller) throw new TypeError(`${action} was let through without a caller`);
    const change = {
      action,
      target: targetOf(request),
      by: changedBy(caller, request.socket.remoteAddress),
      onBehalfOf: textIn(request.body, 'requestedBy'),
      reason: textIn(request.body, 'reason'),
    };
    const work = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    return from(this.log.record(change, work, outcomeOf));
  }
}

/** The id in the path, else the address in the body. */
function targetOf({ params, body }: HttpRequest): string | null {
  const named = Object.values(params).join(' ');
  return named === '' ? textIn(body, 'url') : named;
}

function textIn(body: unknown, name: string): string | null {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined;
  return typeof value === 'string' ? value : null;
}

function outcomeOf(end: { value: unknown } | { error: unknown }): OperatorChange['outcome'] {
  if (!('error' in end)) return 'done';
  return end.error instanceof HttpException && end.error.getStatus() < 500 ? 'refused' : 'failed';
}
