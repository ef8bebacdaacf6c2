import { Controller, Get, Inject } from '@nestjs/common';
import {
  HealthCheck,
  HealthCheckService,
  HealthIndicatorService,
  type HealthIndicatorResult,
} from '@nestjs/terminus';

/** A readiness check. `check` throws, or returns why it is not ready. */
export interface ReadinessCheck {
  name: string;
  check(): Promise<{ ready: boolean; detail: string }>;
}

export const READINESS_CHECKS = Symbol('READINESS_CHECKS');

/** `/health/live`: the process answers. `/health/ready`: consumers joined and polling, MongoDB reachable. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    @Inject(READINESS_CHECKS) private readonly checks: ReadinessCheck[],
  ) {}

  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @HealthCheck()
  ready() {
    return this.health.check(this.checks.map((check) => () => this.indicate(check)));
  }

  private async indicate({ name, check }: ReadinessCheck): Promise<HealthIndicatorResult> {
    const indicator = this.indicators.check(name);
    try {
      const { ready, detail } = await check();
      return ready ? indicator.up({ detail }) : indicator.down({ detail });
    } catch (error) {
      return indicator.down({ detail: error instanceof Error ? error.message : String(error) });
    }
  }
}
