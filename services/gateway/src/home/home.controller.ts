import { Database } from '@dateline/storage';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { renderHome } from './render-home.js';

/** A page for people who open the port in a browser. */
@ApiExcludeController()
@Controller()
export class HomeController {
  constructor(private readonly database: Database) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
  async home(): Promise<string> {
    const { ledger, frontier } = this.database;
    return renderHome(await ledger.totals(), await frontier.counts());
  }
}
