/** Named in the events and outcomes of the gateway. */
export const GATEWAY_VERSION = '0.1.0';
export const GATEWAY_SOURCE = '/dateline/gateway';
