import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';

/** The route of a handler as the table names it, for example `POST /feeds/:id/pause`. */
export function routeOf(controller: Type, handler: object): string {
  const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
  const parts = [controller, handler].map((of) => String(Reflect.getMetadata(PATH_METADATA, of) ?? ''));
  const path = parts.flatMap((part) => part.split('/').filter((piece) => piece !== '')).join('/');
  return `${RequestMethod[method ?? RequestMethod.GET]} /${path}`;
}
