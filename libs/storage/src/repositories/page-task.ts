import type { PageModel } from '../models/models.js';
import type { PageTask } from './frontier.types.js';

/** A stored page without the discoveries that enqueued it. */
export function toPage({ _id, ...rest }: PageModel): PageTask {
  const page = { articleId: _id, ...rest };
  Reflect.deleteProperty(page, 'discoveries');
  return page;
}
