import type { FeedInfo } from '@dateline/feed';
import { findHub } from './find-hub.js';

const finalUrl = 'https://paper.example/feed';
const parsed = (hubUrls: string[], selfUrl: string | null = null) => ({
  feed: { hubUrls, selfUrl } as FeedInfo,
});
const link = (value: string) => ({ headers: { link: value }, finalUrl });

describe('H59: findHub', () => {
  it('takes hub and topic from the document', () => {
    const found = findHub({ headers: {}, finalUrl }, parsed(['https://hub.example/'], `${finalUrl}?self`));
    expect(found).toEqual({
      topic: `${finalUrl}?self`,
      hubs: ['https://hub.example/'],
      documentUrl: finalUrl,
    });
  });

  it('takes the Link header before the document', () => {
    const header = link('<https://first.example/>; rel="hub", </topic>; rel="self"');
    expect(findHub(header, parsed(['https://second.example/'], 'https://other.example/'))).toMatchObject({
      topic: 'https://paper.example/topic',
      hubs: ['https://first.example/'],
    });
  });

  it('takes the address that was asked for where no topic is named', () => {
    expect(findHub(link('<https://hub.example/>; rel=hub'), parsed([]))?.topic).toBe(finalUrl);
  });

  it('finds none where none is announced, and none that is no web address', () => {
    expect(findHub({ headers: {}, finalUrl }, parsed([], finalUrl))).toBeNull();
    expect(findHub(link('<ftp://hub.example/>; rel=hub'), parsed(['mailto:hub@example']))).toBeNull();
  });

  it('keeps a few of many hubs', () => {
    const many = Array.from({ length: 50 }, (_, i) => `https://hub${i}.example/`);
    expect(findHub({ headers: {}, finalUrl }, parsed([...many, ...many]))?.hubs).toEqual(many.slice(0, 5));
  });

  it('reads a Link header that lacks the semicolon before its parameter', () => {
    expect(findHub(link('<https://hub.example/push> rel="hub"'), parsed([]))?.hubs).toEqual([
      'https://hub.example/push',
    ]);
  });
});
