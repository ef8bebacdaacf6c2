import type { ServiceContext } from '@dateline/service';
import type { GatewaySettings } from './gateway.config.js';

/** What the controllers build on. */
export type GatewayContext = Pick<
  ServiceContext<GatewaySettings>,
  'database' | 'kafka' | 'publisher' | 'registry' | 'settings' | 'onStart' | 'onStop'
>;

export const GATEWAY_SETTINGS = Symbol('GATEWAY_SETTINGS');
