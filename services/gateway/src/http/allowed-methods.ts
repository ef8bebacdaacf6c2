import { ROUTE_RULES } from '../access/route-roles.js';

const ROUTES = Object.keys(ROUTE_RULES).map((rule) => {
  const [method = '', path = ''] = rule.split(' ');
  return { method, parts: path.split('/') };
});

/** Methods that some route takes for a path; none where there is no such path. HEAD goes with GET. */
export function allowedMethods(path: string): string[] {
  const parts = (path.endsWith('/') ? path.slice(0, -1) || '/' : path).split('/');
  const found = ROUTES.filter(
    (route) =>
      route.parts.length === parts.length &&
      route.parts.every((part, i) => (part.startsWith(':') ? parts[i] !== '' : part === parts[i])),
  ).map(({ method }) => method);
  return [...new Set(found.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))].sort();
}
