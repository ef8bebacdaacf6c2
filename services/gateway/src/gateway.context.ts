import type { ServiceContext } from '@dateline/service';
import type { GatewaySettings } from './gateway.config.js';

/** The dependencies of the controllers. */
export type GatewayContext = Pick<
  ServiceContext<GatewaySettings>,
  'database' | 'kafka' | 'publisher' | 'registry' | 'settings' | 'onStart' | 'onStop' | 'addReadiness'
>;

export const GATEWAY_SETTINGS = Symbol('GATEWAY_SETTINGS');
