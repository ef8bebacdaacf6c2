import { readFileSync } from 'node:fs';
import { CONSOLE_TYPES, renderConsoleTypes } from '../tools/render-console-types.ts';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

it('are those of the description of the API', async () => {
  const description = JSON.parse(read('docs/openapi.json')) as Parameters<typeof renderConsoleTypes>[0];
  // `npm run console:generate` writes them anew.
  expect(read(CONSOLE_TYPES)).toBe(await renderConsoleTypes(description));
});
