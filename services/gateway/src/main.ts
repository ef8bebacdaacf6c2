import { runService } from '@dateline/service';
import { gatewaySettings } from './gateway.config.js';
import { GatewayModule } from './gateway.module.js';
import { configureApp } from './http/configure-app.js';
import { GATEWAY_VERSION } from './version.js';

await runService({
  name: 'gateway',
  version: GATEWAY_VERSION,
  settings: gatewaySettings,
  environment: process.env,
  module: (context) => GatewayModule.register(context),
  configure: configureApp,
  metricsPort: ({ METRICS_PORT }) => METRICS_PORT,
});
