import { findChallenge } from './find-challenge.js';

const page = (body: string, headers: Record<string, string> = {}) =>
  findChallenge({ headers, body: Buffer.from(body) });

describe('challengeOf', () => {
  it.each([
    ['<script>window._cf_chl_opt={cRay:"1"}</script>', 'bot wall of cloudflare'],
    ['<script src="https://geo.captcha-delivery.com/c.js"></script>', 'bot wall of datadome'],
    ['<div id="px-captcha"></div>', 'bot wall of perimeterx'],
    ['Request unsuccessful. Incapsula incident ID: 1-2', 'bot wall of imperva'],
    ['Reference https://errors.edgesuite.net/18.1', 'bot wall of akamai'],
  ])('knows the page %s', (body, wall) => {
    expect(page(`<html><body>${body}</body></html>`)).toBe(wall);
  });

  it('takes the header before the page', () => {
    expect(page('<div id="px-captcha"></div>', { 'cf-mitigated': 'challenge' })).toBe(
      'cf-mitigated: challenge',
    );
  });

  it.each([
    [
      'scripts of vendors on ordinary pages',
      '<script src="/cdn-cgi/challenge-platform/scripts/jsd/main.js"></script>',
    ],
    ['a long page that speaks of a wall', `_cf_chl_opt ${'word '.repeat(12_000)}`],
    ['nothing', ''],
  ])('takes %s for no wall', (_what, body) => {
    expect(page(body)).toBeNull();
  });
});
