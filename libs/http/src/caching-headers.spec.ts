import { execFileSync } from 'node:child_process';
import { freshnessOf, readHttpDate, retryAfterSeconds } from './caching-headers.js';

const now = new Date('2026-03-03T12:00:00Z');

describe('H26 retryAfterSeconds', () => {
  it.each([
    [{ 'retry-after': '3600' }, 3600],
    [{ 'retry-after': 'Tue, 03 Mar 2026 12:10:00 GMT' }, 600],
    [{ 'retry-after': 'Tue, 03 Mar 2026 12:10:00 GMT', date: 'Tue, 03 Mar 2026 12:08:00 GMT' }, 120],
    [{ 'retry-after': 'Tue, 03 Mar 2026 11:00:00 GMT' }, null],
    [{ 'retry-after': '0' }, null],
    [{ 'retry-after': 'soon' }, null],
    [{ 'retry-after': '' }, null],
    [{}, null],
  ])('reads %j as %p', (headers, expected) => {
    expect(retryAfterSeconds(headers as Record<string, string>, now)).toBe(expected);
  });
});

describe('H31 H32 freshnessOf', () => {
  const date = 'Tue, 03 Mar 2026 11:00:00 GMT';
  it.each([
    [{ 'cache-control': 'max-age=600' }, { seconds: 600, by: 'max-age' }],
    [{ 'cache-control': 'public, Max-Age="600"' }, { seconds: 600, by: 'max-age' }],
    [
      { 'cache-control': 'max-age=600', age: '500' },
      { seconds: 100, by: 'max-age' },
    ],
    [{ 'cache-control': 'max-age=600', age: '900' }, null],
    [{ 'cache-control': 's-maxage=600' }, null],
    [{ 'cache-control': 'no-cache, max-age=600' }, null],
    [{ 'cache-control': 'no-cache', expires: 'Tue, 03 Mar 2026 13:00:00 GMT' }, null],
    [{ 'cache-control': 'max-age=0', expires: 'Tue, 03 Mar 2026 13:00:00 GMT' }, null],
    [{ expires: 'Tue, 03 Mar 2026 12:10:00 GMT' }, { seconds: 600, by: 'expires' }],
    [
      { expires: 'Tue, 03 Mar 2026 11:10:00 GMT', date, age: '60' },
      { seconds: 540, by: 'expires' },
    ],
    [{ expires: 'Tue, 03 Mar 2026 10:00:00 GMT', date }, null],
    [{ expires: '0' }, null],
    [{ expires: '-1' }, null],
    [{ expires: 'never' }, null],
    [{}, null],
  ])('reads %j as %p', (headers, expected) => {
    expect(freshnessOf(headers as Record<string, string>, now)).toEqual(expected);
  });
});

describe('readHttpDate', () => {
  const same = [
    'Tue, 03 Mar 2026 12:10:00 GMT',
    'Tuesday, 03-Mar-26 12:10:00 GMT',
    'Tue Mar  3 12:10:00 2026',
    'Tue Mar 03 12:10:00 GMT 2026',
    'Tue, 03 Mar 2026 12:10:00',
    'Tue, 03 Mar 2026 12:10:00 UTC',
    'Tue, 03 Mar 2026 14:10:00 +0200',
    'Tue, 03 Mar 2026 07:10:00 EST',
    'Tue, 03 Mar 2026 07:10:00 -0500 (EST)',
  ];

  // The zone of a process is settled when it starts.
  it.each(['America/New_York', 'Asia/Kolkata', 'UTC'])('reads dates in UTC where TZ is %s', (zone) => {
    const module = new URL('./caching-headers.ts', import.meta.url).href;
    const script = `const { readHttpDate } = await import(${JSON.stringify(module)});
      console.log(JSON.stringify(${JSON.stringify(same)}.map((text) => new Date(readHttpDate(text)))));`;
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });
    expect(JSON.parse(out)).toEqual(same.map(() => '2026-03-03T12:10:00.000Z'));
  });

  it.each(['0', '-1', 'soon', '', 'Tue Mar'])('reads %p as no date', (text) => {
    expect(readHttpDate(text)).toBeNull();
  });
});
