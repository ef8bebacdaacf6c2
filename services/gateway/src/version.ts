/** Named in events and outcomes that the gateway writes. */
export const GATEWAY_VERSION = '0.1.0';
export const GATEWAY_SOURCE = '/dateline/gateway';
