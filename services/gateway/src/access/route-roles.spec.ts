import { ObservabilityModule, Registry } from '@dateline/observability';
import type { Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { GatewayModule } from '../gateway.module.js';
import { routeOf } from './route-of.js';
import { includesRole, ROUTE_RULES } from './route-roles.js';

const observability = ObservabilityModule.forService({
  service: 'gateway',
  version: '0.1.0',
  logLevel: 'silent',
  registry: new Registry(),
  readiness: [],
  servesMetrics: false,
});
const controllers = [GatewayModule.describe(), observability].flatMap((module) => module.controllers ?? []);

/** Every handler of the controllers that the gateway serves, as Nest reads them. */
const routes = controllers.flatMap((controller) =>
  Object.getOwnPropertyNames(controller.prototype as object)
    .map((name) => Reflect.get(controller.prototype as object, name) as object)
    .filter((handler) => Reflect.hasMetadata(METHOD_METADATA, handler))
    .map((handler) => routeOf(controller as Type, handler)),
);

it('gives every route a rule, and has none for a route that is not there', () => {
  expect(routes.length).toBeGreaterThan(30);
  expect(Object.keys(ROUTE_RULES).toSorted()).toEqual(routes.toSorted());
});

it('asks an operator or more of every route that changes something, but for the callback of hubs', () => {
  const weak = Object.entries(ROUTE_RULES).filter(
    ([route, { role }]) => !route.startsWith('GET ') && !['operate', 'admin'].includes(role),
  );
  expect(weak.map(([route]) => route)).toEqual(['POST /websub/:id']);
});

it('names the change of every route that makes one', () => {
  const silent = Object.entries(ROUTE_RULES).filter(
    ([route, { change, role }]) => !route.startsWith('GET ') && role !== 'open' && change === undefined,
  );
  expect(silent.map(([route]) => route)).toEqual(['POST /feeds/discover']);
});

it('opens nothing that shows what is stored', () => {
  const open = Object.entries(ROUTE_RULES).filter(([, { role }]) => role === 'open');
  const prefixes = new Set(open.map(([route]) => route.split(/[ /]+/)[1]));
  expect([...prefixes]).toEqual(['health', 'websub']);
});

it('ranks the roles', () => {
  expect(includesRole('admin', 'operate')).toBe(true);
  expect(includesRole('operate', 'operate')).toBe(true);
  expect(includesRole('read', 'operate')).toBe(false);
});
