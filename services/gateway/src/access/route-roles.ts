import type { OperatorAction, Role } from '@dateline/contracts';

/** What a route asks for. `open`: nothing. A route that changes something names the change. */
export interface RouteRule {
  role: Role | 'open';
  change?: OperatorAction;
}

/** Who may call what: every route of the gateway, and nothing but its routes. */
export const ROUTE_RULES: Readonly<Record<string, RouteRule>> = {
  'GET /health/live': { role: 'open' },
  'GET /health/ready': { role: 'open' },
  // A hub proves itself by the unguessable address and the signature.
  'GET /websub/:id': { role: 'open' },
  'POST /websub/:id': { role: 'open' },

  'GET /feeds': { role: 'read' },
  'GET /feeds/health': { role: 'read' },
  'GET /feeds.opml': { role: 'read' },
  'GET /feeds/:id': { role: 'read' },
  'POST /feeds': { role: 'operate', change: 'feed.add' },
  'POST /feeds/import': { role: 'operate', change: 'feeds.import' },
  // It changes nothing, but it has the gateway fetch a page.
  'POST /feeds/discover': { role: 'operate' },
  'PATCH /feeds/:id': { role: 'operate', change: 'feed.change' },
  'POST /feeds/:id/pause': { role: 'operate', change: 'feed.pause' },
  'POST /feeds/:id/resume': { role: 'operate', change: 'feed.resume' },
  'POST /feeds/:id/fetch': { role: 'operate', change: 'feed.fetch' },
  'DELETE /feeds/:id': { role: 'operate', change: 'feed.remove' },

  'GET /articles': { role: 'read' },
  'GET /articles/:id': { role: 'read' },
  'GET /articles/:id/revisions': { role: 'read' },
  'GET /articles/:id/revisions/:range': { role: 'read' },
  'GET /articles/:id/decisions': { role: 'read' },
  'GET /articles/:id/page': { role: 'read' },
  'POST /articles/:id/retract': { role: 'operate', change: 'article.retract' },
  // It cannot be taken back.
  'POST /articles/:id/erase': { role: 'admin', change: 'article.erase' },

  'GET /stream': { role: 'read' },

  'GET /clusters': { role: 'read' },
  'GET /clusters/:id': { role: 'read' },
  'POST /clusters/:id/merge': { role: 'operate', change: 'cluster.merge' },
  'POST /clusters/:id/split': { role: 'operate', change: 'cluster.split' },

  'GET /traces': { role: 'read' },
  'GET /traces/:id': { role: 'read' },
  'GET /skipped-entries': { role: 'read' },
  'GET /audit': { role: 'read' },
  'GET /counts': { role: 'read' },
  'GET /reconciliation': { role: 'read' },
  'GET /intake': { role: 'read' },
  'GET /url-parameters': { role: 'read' },
  'PUT /url-parameters/:host/:name': { role: 'operate', change: 'parameter.rule' },

  'GET /sites': { role: 'read' },
  'GET /sites/:host': { role: 'read' },
  'DELETE /sites/:host': { role: 'operate', change: 'site.forget' },
  'GET /dead-letters': { role: 'read' },
  'GET /dead-letters/groups': { role: 'read' },
  'GET /dead-letters/groups/:id': { role: 'read' },
  'POST /dead-letters/groups/:id/release': { role: 'operate', change: 'dead_letters.release' },
  'POST /dead-letters/groups/:id/discard': { role: 'operate', change: 'dead_letters.discard' },
  'POST /dead-letters/:id/release': { role: 'operate', change: 'dead_letters.release' },
  'POST /dead-letters/:id/discard': { role: 'operate', change: 'dead_letters.discard' },

  // Names of people and their addresses stand in it.
  'GET /changes': { role: 'admin' },
};

const RANK: Record<Role, number> = { read: 1, operate: 2, admin: 3 };

/** Whether a role may do what another one may. */
export const includesRole = (role: Role, needed: Role): boolean => RANK[role] >= RANK[needed];
