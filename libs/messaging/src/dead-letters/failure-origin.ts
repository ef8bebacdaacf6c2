import { PermanentError } from '../messaging.errors.js';

const MAX_LENGTH = 300;

/**
 * Where a failure arose, the same for all failures of a kind: the rule that the message broke, else the top frame of the
 * product's own code in the stack of the deepest cause, as `function package/file:line`. Empty for what is no error.
 */
export function failureOriginOf(error: unknown): string {
  if (error instanceof PermanentError && error.rule !== undefined) return error.rule.slice(0, MAX_LENGTH);
  const frames = framesOf(rootOf(error)).map(readFrame);
  const own = frames.find((frame) => frame !== null && !frame.isForeign);
  return ((own ?? frames.find((frame) => frame !== null))?.text ?? '').slice(0, MAX_LENGTH);
}

function rootOf(error: unknown): unknown {
  let root = error;
  for (let depth = 0; depth < 10 && root instanceof Error && root.cause instanceof Error; depth += 1)
    root = root.cause;
  return root;
}

/** The lines after the message, which itself may have lines that look like frames. */
function framesOf(error: unknown): string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return [];
  const at = error.stack.indexOf(error.message);
  const stack = at < 0 ? error.stack : error.stack.slice(at + error.message.length);
  return stack.split('\n').filter((line) => line.startsWith('    at '));
}

/** `    at name (file:///…/package/dist/folder/file.js:12:34)`, or without a name and parentheses. */
function readFrame(line: string): { text: string; isForeign: boolean } | null {
  const frame = line.slice('    at '.length);
  const open = frame.lastIndexOf('(');
  const place = open < 0 ? frame : frame.slice(open + 1, -1);
  const parts = place.replaceAll('\\', '/').split('/');
  const end = (parts.at(-1) ?? '').split(':').slice(0, -1).join(':');
  if (end === '') return null;
  const root = Math.max(parts.lastIndexOf('dist'), parts.lastIndexOf('src'));
  const isForeign = root < 1 || parts.includes('node_modules') || place.startsWith('node:');
  const path = isForeign ? [end] : [parts[root - 1] ?? '', ...parts.slice(root + 1, -1), end];
  const name = open < 0 ? '' : `${frame.slice(0, open).trim()} `;
  return { text: name + path.join('/'), isForeign };
}
