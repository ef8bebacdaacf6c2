import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { StandardErrorLogger } from './standard-error.logger.js';

Logger.overrideLogger(new StandardErrorLogger());
