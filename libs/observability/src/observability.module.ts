import { Module, type DynamicModule } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { LoggerModule } from 'nestjs-pino';
import type { LoggerOptions } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { boundedFields, boundedText } from './bound-log.js';
import { HealthController, READINESS_CHECKS, type ReadinessCheck } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';
import { activeTraceIds } from './tracing.js';

export interface ObservabilityOptions {
  service: string;
  version: string;
  logLevel: string;
  registry: Registry;
  readiness: ReadinessCheck[];
  /** Whether `/metrics` is a route of the service; otherwise they are served elsewhere. */
  servesMetrics?: boolean;
}

/** Logs (pino, JSON lines), `/metrics` and `/health` of a service. */
@Module({})
export class ObservabilityModule {
  static forService({
    service,
    version,
    logLevel,
    registry,
    readiness,
    servesMetrics = true,
  }: ObservabilityOptions): DynamicModule {
    registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: registry });
    return {
      module: ObservabilityModule,
      imports: [
        TerminusModule.forRoot({ errorLogStyle: 'json', logger: false }),
        LoggerModule.forRoot({
          pinoHttp: {
            level: logLevel,
            base: { service, version },
            mixin: activeTraceIds,
            autoLogging: false,
            formatters: { level: (label) => ({ level: label }), log: boundedFields },
            hooks: { logMethod: logBounded },
          },
        }),
      ],
      controllers: servesMetrics ? [HealthController, MetricsController] : [HealthController],
      providers: [
        { provide: Registry, useValue: registry },
        { provide: READINESS_CHECKS, useValue: readiness },
      ],
      exports: [Registry],
    };
  }
}

type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>;

/** A message that stands beside the fields is a text like any other. */
const logBounded: LogMethod = function (args, method) {
  const bounded = args.map((arg: unknown) => (typeof arg === 'string' ? boundedText(arg) : arg));
  method.apply(this, bounded as typeof args);
};
