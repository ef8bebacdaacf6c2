import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { runCli } from './run-cli.js';
import { StandardErrorLogger } from './standard-error.logger.js';

Logger.overrideLogger(new StandardErrorLogger());

process.exitCode = await runCli(process.argv.slice(2), {
  variables: process.env,
  print: (text) => process.stdout.write(`${text}\n`),
  tell: (text) => process.stderr.write(`${text}\n`),
});
