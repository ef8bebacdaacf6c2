import {
  ForbiddenException,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import type { HttpRequest } from '../http/http.types.js';
import { callerOf } from './caller.js';
import { isFromHere, NO_KEY } from './identify-caller.js';
import { routeOf } from './route-of.js';
import { includesRole, ROUTE_RULES } from './route-roles.js';

/** Where reads need no key: from this machine, nowhere, or everywhere. */
export type OpenReads = 'loopback' | 'never' | 'always';

/** Holds every route to its role. A route without a rule is closed. */
export class AccessGuard implements CanActivate {
  constructor(private readonly openReads: OpenReads) {}

  canActivate(context: ExecutionContext): boolean {
    const route = routeOf(context.getClass(), context.getHandler());
    const needed = ROUTE_RULES[route]?.role;
    if (needed === 'open') return true;
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const caller = callerOf(request);
    if (needed === undefined) throw new ForbiddenException(`Nobody may call ${route}: it has no rule.`);
    if (caller) {
      if (includesRole(caller.role, needed)) return true;
      throw new ForbiddenException(
        `This needs the role "${needed}"; the key "${caller.name}" has "${caller.role}".`,
      );
    }
    if (needed === 'read' && this.mayReadUnknown(request)) return true;
    throw new UnauthorizedException(NO_KEY);
  }

  private mayReadUnknown(request: HttpRequest): boolean {
    return this.openReads === 'always' || (this.openReads === 'loopback' && isFromHere(request));
  }
}
