import { PermanentError } from '../messaging.errors.js';
import { failureOriginOf } from './failure-origin.js';

function withStack(message: string, ...frames: string[]): TypeError {
  const error = new TypeError(message);
  error.stack = [`TypeError: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n');
  return error;
}

it('is the rule that a message broke, where one is named', () => {
  const error = new PermanentError('schema_mismatch', 'x: /url: must be string', {
    rule: '/url: must be string',
  });
  expect(failureOriginOf(error)).toBe('/url: must be string');
});

it('is the top frame of our own code, without the place of the installation', () => {
  const error = withStack(
    'x is undefined',
    'JSON.parse (<anonymous>)',
    'parse5 (file:///opt/app/node_modules/parse5/dist/index.js:4:7)',
    'readTitle (file:///opt/app/libs/extraction/dist/fields/read-title.js:12:34)',
    'extract (file:///opt/app/libs/extraction/dist/extract.js:1:2)',
  );
  expect(failureOriginOf(error)).toBe('readTitle extraction/fields/read-title.js:12');
});

it('is the first frame where none is of our own, and nothing for what is no error', () => {
  const error = withStack('x', 'run (node:internal/process/task_queues:105:5)');
  expect(failureOriginOf(error)).toBe('run task_queues:105');
  expect(failureOriginOf('text')).toBe('');
});

it('looks at the deepest cause, and not at lines of the message that look like frames', () => {
  const cause = withStack(
    'bad\n    at forged (file:///opt/evil/dist/forged.js:1:1)',
    'async Index.write (file:///opt/app/services/indexer/dist/index-articles.js:40:3)',
  );
  const error = new PermanentError('output_refused', 'cannot be written', { cause });
  expect(failureOriginOf(error)).toBe('async Index.write indexer/index-articles.js:40');
});
