import type { OperatorChange, Role } from '@dateline/contracts';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { HttpRequest } from '../http/http.types.js';

/** Who asks. */
export interface Caller {
  /** Name of the key, or subject of the token. */
  name: string;
  role: Role;
}

const CALLER = Symbol('caller');
type CalledRequest = HttpRequest & { [CALLER]?: Caller };

export function callerOf(request: HttpRequest): Caller | undefined {
  return (request as CalledRequest)[CALLER];
}

export function setCaller(request: HttpRequest, caller: Caller): void {
  (request as CalledRequest)[CALLER] = caller;
}

/** The caller as the audit log has it. */
export const changedBy = ({ name, role }: Caller, address: string | undefined): OperatorChange['by'] => ({
  name: name.slice(0, 200),
  role,
  door: 'api',
  address: address?.slice(0, 64) ?? null,
});

/** Name of the caller, for handlers of routes that need a role. */
export const CallerName = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const caller = callerOf(context.switchToHttp().getRequest<HttpRequest>());
  if (!caller) throw new TypeError('the route needs no role, so nobody is known to have called it');
  return caller.name;
});
