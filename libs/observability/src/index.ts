export { Counter, Gauge, Histogram, Registry } from 'prom-client';
export { Logger as PinoLogger } from 'nestjs-pino';
export { guardConsole } from './guard-console.js';
export * from './health.controller.js';
export * from './observability.module.js';
export * from './polled-gauge.js';
export * from './registry.js';
export * from './stage-metrics.js';
export * from './tracing.js';
