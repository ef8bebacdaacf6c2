import { ArticleRecord, ClusterRecord } from '@dateline/contracts';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { TSchema } from 'typebox';
import {
  ArticlePage,
  ArticleRevisions,
  RevisionDiffSchema,
  WithdrawalAccepted,
  WithdrawBody,
} from '../articles/articles.schema.js';
import { ArticleDecisions } from '../articles/decisions.schema.js';
import { ClusterOrderAccepted, ClusterPage, MergeBody, SplitBody } from '../clusters/clusters.schema.js';
import { ChangePage, ChangeSchema } from '../access/changes.schema.js';
import { ROUTE_RULES } from '../access/route-roles.js';
import { FeedHealthReport } from '../feed-health/feed-health.schema.js';
import { DiscoverBody, FeedDiscoverySchema } from '../feeds/discovery.schema.js';
import {
  AddFeedBody,
  ChangeFeedBody,
  FeedPage,
  FeedSchema,
  ImportReport,
  PauseFeedBody,
} from '../feeds/feeds.schema.js';
import { GatewayModule } from '../gateway.module.js';
import { CountsSchema } from '../counts/counts.schema.js';
import { AuditSchema, SkippedEntries, TracePage, TraceSchema } from '../ledger/ledger.schema.js';
import { GATEWAY_VERSION } from '../version.js';
import {
  DeadLetterPage,
  DeadLetterSchema,
  DiscardLettersBody,
  LetterGroupList,
  LetterGroupSchema,
  LettersSettledSchema,
  ReleaseLettersBody,
} from '../quarantine/dead-letters.schema.js';
import { IntakeSchema } from '../monitoring/intake.schema.js';
import { PageTextSchema } from '../articles/page-text.schema.js';
import { ReconciliationSchema } from '../reconcile/reconciliation.schema.js';
import { RuleParameterBody, UrlParameterSchema } from '../parameters/parameters.schema.js';
import { SitePageSchema, SiteSchema } from '../sites/sites.schema.js';
import { ProblemSchema } from './problem.schema.js';

/** Named schemas of the document, the very ones that requests are checked against. */
export const API_SCHEMAS = {
  AddFeed: AddFeedBody,
  ChangeFeed: ChangeFeedBody,
  PauseFeed: PauseFeedBody,
  DiscoverFeeds: DiscoverBody,
  FeedDiscovery: FeedDiscoverySchema,
  Feed: FeedSchema,
  FeedPage,
  FeedHealthReport,
  ImportReport,
  ArticleRecord,
  ArticlePage,
  ArticleRevisions,
  RevisionDiff: RevisionDiffSchema,
  ArticleDecisions,
  PageText: PageTextSchema,
  Withdraw: WithdrawBody,
  WithdrawalAccepted,
  ClusterRecord,
  ClusterPage,
  MergeClusters: MergeBody,
  SplitCluster: SplitBody,
  ClusterOrderAccepted,
  Trace: TraceSchema,
  TracePage,
  SkippedEntries,
  Audit: AuditSchema,
  Counts: CountsSchema,
  Change: ChangeSchema,
  ChangePage,
  UrlParameter: UrlParameterSchema,
  RuleParameter: RuleParameterBody,
  Site: SiteSchema,
  SitePage: SitePageSchema,
  DeadLetter: DeadLetterSchema,
  DeadLetterPage,
  LetterGroup: LetterGroupSchema,
  LetterGroupList,
  ReleaseLetters: ReleaseLettersBody,
  DiscardLetters: DiscardLettersBody,
  LettersSettled: LettersSettledSchema,
  Reconciliation: ReconciliationSchema,
  Intake: IntakeSchema,
  Problem: ProblemSchema,
} satisfies Record<string, TSchema>;

/** The API as OpenAPI 3.1, whose schemas are JSON Schema. */
export function openApiOf(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Dateline')
    .setDescription(
      'Feeds, articles and the ledger of a Dateline installation. Errors are problem details (RFC 9457). ' +
        'What changes is published on Kafka; this API is for people and tools.',
    )
    .setVersion(GATEWAY_VERSION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addTag('feeds', 'What is polled')
    .addTag('articles', 'What was indexed')
    .addTag('clusters', 'Stories as several outlets carry them')
    .addTag('websub', 'What hubs call')
    .addTag('ledger', 'What became of everything that was discovered')
    .addTag('dead-letters', 'What no stage could process')
    .addTag('changes', 'Who changed what')
    .addBearerAuth({ type: 'http', description: 'An API key, or a token of the identity provider' }, KEY)
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) =>
      `${controller.replace('Controller', '').toLowerCase()}${method[0]?.toUpperCase() ?? ''}${method.slice(1)}`,
  });
  const schemas = JSON.parse(JSON.stringify(API_SCHEMAS)) as Record<string, { $id?: string }>;
  for (const schema of Object.values(schemas)) delete schema.$id;
  referToNamed(schemas);
  demandKeys(document);
  document.components = { ...document.components, schemas: schemas as never };
  return document;
}

const KEY = 'key';

/** What the table of routes asks for, in each operation: its role and the answers to those who lack it. */
function demandKeys({ paths }: OpenAPIObject): void {
  for (const [path, item] of Object.entries(paths))
    for (const [method, operation] of Object.entries(item as Record<string, Demanding>)) {
      const { role } = ROUTE_RULES[`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`] ?? {};
      if (role === undefined || role === 'open') continue;
      operation.security = role === 'read' ? [{}, { [KEY]: [] }] : [{ [KEY]: [] }];
      operation['x-role'] = role;
      operation.responses['401'] ??= problem('No key, or a wrong one');
      operation.responses['403'] ??= problem(
        'The key has a lesser role, or the request comes from another site',
      );
    }
}

interface Demanding {
  security?: Record<string, string[]>[];
  'x-role'?: string;
  responses: Record<string, unknown>;
}

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** Serves the document at `/openapi.json` and a page for it at `/docs`. */
export function serveOpenApi(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => openApiOf(app), {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Dateline API',
  });
}

/** The document without a running service: nothing is connected. */
export async function describeApi(): Promise<OpenAPIObject> {
  const app = await NestFactory.create(GatewayModule.describe(), {
    logger: false,
    preview: true,
    abortOnError: false,
  });
  try {
    return openApiOf(app);
  } finally {
    await app.close();
  }
}

/** Pages hold the schemas of their items in full; in the document they point to them. */
function referToNamed(schemas: Record<string, object>): void {
  for (const [page, item] of [
    ['FeedPage', 'Feed'],
    ['ArticlePage', 'ArticleRecord'],
    ['ClusterPage', 'ClusterRecord'],
    ['TracePage', 'Trace'],
    ['ChangePage', 'Change'],
    ['DeadLetterPage', 'DeadLetter'],
    ['LetterGroupList', 'LetterGroup'],
  ] as const) {
    const properties: unknown = Reflect.get(schemas[page] ?? {}, 'properties');
    const items: unknown = Reflect.get(properties as object, 'items');
    Reflect.set(items as object, 'items', { $ref: `#/components/schemas/${item}` });
  }
}
