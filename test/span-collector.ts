import { ScriptedServer } from '@dateline/testing';

export interface Span {
  service: string;
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId: string;
}

interface Exported {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] };
    scopeSpans: { spans: Omit<Span, 'service'>[] }[];
  }[];
}

/** Takes spans as a collector does: OTLP over HTTP, JSON. */
export class SpanCollector {
  private constructor(private readonly server: ScriptedServer) {}

  static async start(): Promise<SpanCollector> {
    const server = await ScriptedServer.start();
    server.route('/v1/traces', { headers: { 'content-type': 'application/json' }, body: '{}' });
    return new SpanCollector(server);
  }

  get url(): string {
    return this.server.url('/v1/traces');
  }

  spans(): Span[] {
    return this.server.requests.flatMap(({ body }) =>
      (JSON.parse(body.toString()) as Exported).resourceSpans.flatMap(({ resource, scopeSpans }) => {
        const service =
          resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '';
        return scopeSpans.flatMap(({ spans }) => spans.map((span) => ({ ...span, service })));
      }),
    );
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
}
