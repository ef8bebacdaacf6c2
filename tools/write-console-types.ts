/** Writes the types of the console's API: `npm run console:generate`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { CONSOLE_TYPES, renderConsoleTypes } from './render-console-types.ts';

const root = new URL('../', import.meta.url);
const description = JSON.parse(readFileSync(new URL('docs/openapi.json', root), 'utf8')) as never;
writeFileSync(new URL(CONSOLE_TYPES, root), await renderConsoleTypes(description));
