import { Controller, Get, Inject, Res } from '@nestjs/common';
import { Registry } from 'prom-client';

interface TextResponse {
  type(contentType: string): { send(text: string): void };
}

/** Every metric of the process, in the registry's text format. */
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(Registry) private readonly registry: Registry) {}

  @Get()
  async metrics(@Res() response: TextResponse): Promise<void> {
    response.type(this.registry.contentType).send(await this.registry.metrics());
  }
}
