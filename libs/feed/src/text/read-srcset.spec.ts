import { jest } from '@jest/globals';
import { readSrcset } from './read-srcset.js';
import { sanitiseHtml } from './sanitise-feed.js';

describe('readSrcset', () => {
  it.each([
    ['/a.jpg 1x, /b.jpg 2x', '/a.jpg 1x, /b.jpg 2x'],
    ['/a.webp', '/a.webp'],
    [' /b,c.jpg 480w ,/d.jpg 1.5x', '/b,c.jpg 480w, /d.jpg 1.5x'],
    ['/a.jpg, /b.jpg 2x', '/a.jpg, /b.jpg 2x'],
    ['/a.jpg 0w, /b.jpg 2x', '/b.jpg 2x'],
    ['/a.jpg 10w 2x, /b.jpg wide', ''],
    ['/a.jpg (1x, /b.jpg 2x', '/b.jpg 2x'],
    ['data:image/png;base64,iVBO 1x', 'data:image/png;base64,iVBO 1x'],
    [',,, ,', ''],
    ['', ''],
  ])('reads %j as %j', (text, expected) => {
    expect(readSrcset(text)).toBe(expected);
  });
});

describe('a sanitised srcset', () => {
  const printed = (html: string): unknown[][] => {
    const spy = ['log', 'warn', 'error'].map((method) =>
      jest.spyOn(console, method as 'log').mockImplementation(() => undefined),
    );
    sanitiseHtml(html);
    const calls = spy.flatMap((one) => one.mock.calls as unknown[][]);
    for (const one of spy) one.mockRestore();
    return calls;
  };

  it.each([
    'aa&#10;{"level":60,"msg":"FORGED LINE"}&#10;zz',
    '/a.jpg 1q, /b.jpg 1x 2x',
    '/a.jpg 0w',
    '/a.jpg (((',
    '/a.jpg 99999999999999999999w',
    '/a.jpg -1x, /b.jpg 1e9x, /c.jpg 3h',
    'x '.repeat(50_000),
  ])('%j makes the sanitiser print nothing', (value) => {
    expect(printed(`<p><img src="/a.jpg" srcset='${value}'><source srcset='${value}'></p>`)).toEqual([]);
  });
});
