import { ConnectionLog } from './connection-log.js';

function logOf() {
  const lines: [string, string, object | undefined][] = [];
  const closing = new AbortController();
  const options = {
    dbName: 'news',
    log: (level: 'info' | 'warn', message: string, fields?: object) =>
      void lines.push([level, message, fields]),
  };
  return { lines, closing, log: new ConnectionLog(options, closing.signal) };
}

it('says once that MongoDB is away, and once that it is back', () => {
  const { log, lines } = logOf();
  log.connected();
  log.away('connection refused');
  log.away('connection refused');
  log.away();
  log.connected();
  log.connected();
  expect(lines).toEqual([
    ['info', 'connected to MongoDB', { dbName: 'news' }],
    ['warn', 'MongoDB is away; waiting for it', { error: 'connection refused' }],
    ['info', 'MongoDB is back', { dbName: 'news' }],
  ]);
});

it('says nothing of a connection that is being closed', () => {
  const { log, lines, closing } = logOf();
  closing.abort();
  log.away();
  log.connected();
  expect(lines).toEqual([]);
});
