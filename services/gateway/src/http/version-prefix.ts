import type { HttpRequest, Middleware } from './http.types.js';

const VERSION = '/v1';

/** The first version of the API stands under `/v1`. Its paths without the prefix stay, for who has come to use them. */
export const versionPrefix: Middleware = (request, _response, next) => {
  const { url = '' } = request;
  if (url.startsWith(`${VERSION}/`)) request.url = url.slice(VERSION.length);
  next();
};

/** Whether the client asked under the prefix, where nothing but the API stands. */
export const isVersioned = ({ originalUrl }: Pick<HttpRequest, 'originalUrl'>): boolean =>
  originalUrl.startsWith(`${VERSION}/`);
