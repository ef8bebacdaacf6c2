import { Console } from 'node:console';
import { PassThrough } from 'node:stream';
import pino from 'pino';
import { boundedFields, boundedText } from './bound-log.js';
import { guardConsole } from './guard-console.js';

const FORGED = 'srcset: aa\n{"level":60,"msg":"FORGED LINE"}\nzz';

/** What a logger writes into a stream. */
function lines(write: (logger: pino.Logger) => void): string[] {
  const said: string[] = [];
  const logger = pino(
    { formatters: { log: boundedFields } },
    { write: (line: string) => void said.push(line) },
  );
  write(logger);
  return said;
}

describe('guardConsole', () => {
  it('makes one line of what a library prints, whatever it holds', () => {
    const raw = new PassThrough();
    const target = new Console(raw);
    const said = lines((logger) => {
      const undo = guardConsole((text) => {
        logger.warn({ printed: text }, 'a library printed');
      }, target);
      target.log('%s', FORGED);
      target.error(FORGED, { deep: 'object' });
      target.table([FORGED]);
      undo();
    });
    expect(raw.read()).toBeNull();
    expect(said).toHaveLength(3);
    for (const line of said) {
      expect(line.trimEnd()).not.toContain('\n');
      expect(JSON.parse(line)).toMatchObject({ level: 40, msg: 'a library printed' });
    }
  });

  it('gives the console back', () => {
    const raw = new PassThrough();
    const target = new Console(raw);
    guardConsole(() => undefined, target)();
    target.log('seen');
    expect(String(raw.read())).toBe('seen\n');
  });
});

describe('log lines', () => {
  it.each([
    ['a long title', { title: 'x'.repeat(5_000_000) }],
    ['many titles', { titles: Array.from({ length: 100_000 }, () => 'y'.repeat(1_000)) }],
    [
      'many fields',
      Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`field${n}`, 'z'.repeat(500)])),
    ],
    ['deep fields', { a: { b: { c: { d: { e: { f: { g: 'w'.repeat(100_000) } } } } } } }],
    ['an error with a long message', { err: new Error('v'.repeat(2_000_000)) }],
    ['bytes', { body: new Uint8Array(3_000_000) }],
  ])('are bounded with %s', (_what, fields) => {
    const [line = ''] = lines((logger) => {
      logger.info(fields, 'm');
    });
    expect(JSON.parse(line)).toMatchObject({ msg: 'm' });
    expect(line.length).toBeLessThan(64_000);
  });

  it('keep what an operator reads', () => {
    const fields = { feedId: 'f1', nextFetchAt: new Date(0), counts: { newEntries: 3 }, reason: null };
    expect(boundedFields(fields)).toEqual(fields);
    expect(boundedFields({ err: new TypeError('no such field') })).toMatchObject({
      err: { type: 'TypeError', message: 'no such field' },
    });
  });

  it('hold no half of a surrogate pair', () => {
    expect(boundedText(`${'a'.repeat(9)}😀`, 10).isWellFormed()).toBe(true);
    expect(boundedFields({ title: 'cut \ud83d' })).toEqual({ title: 'cut \ufffd' });
  });
});
