import { outletHomeOf, outletOf, sameOutlet } from './outlet-of.js';

describe('outletOf', () => {
  it.each([
    ['https://www.paper.co.uk/a', 'paper.co.uk'],
    ['https://news.paper.co.uk', 'paper.co.uk'],
    ['paper.example', 'paper.example'],
    ['https://paper.example./x', 'paper.example'],
    ['https://Bücher.test/x', 'xn--bcher-kva.test'],
    ['http://127.0.0.1:8080/a', '127.0.0.1'],
    ['http://localhost:1/a', 'localhost'],
    ['https://user@paper.example/x', 'paper.example'],
    ['', null],
    ['mailto:desk@paper.example', null],
  ])('%s is its registrable domain: %p', (url, outlet) => {
    expect(outletOf(url)).toBe(outlet);
  });

  it.each([
    ['https://north.wordpress.com/2026/x', 'north.wordpress.com'],
    ['north.wordpress.com', 'north.wordpress.com'],
    ['https://www.wordpress.com/a', 'wordpress.com'],
    ['https://m.north.tumblr.com/post/1', 'north.tumblr.com'],
    ['https://www.tumblr.com/north/1/slug', 'north.tumblr.com'],
    ['https://www.tumblr.com/blog/view/north', 'north.tumblr.com'],
    ['https://open.substack.com/pub/north/p/x', 'north.substack.com'],
    ['https://north.blogspot.co.uk/x', 'north.blogspot.com'],
    ['https://north.blogspot.com.br/x', 'north.blogspot.com'],
    ['https://north.blogspot.de', 'north.blogspot.com'],
    ['https://north.over-blog.fr/x', 'north.over-blog.com'],
    ['https://users.livejournal.com/north/1.html', 'north.livejournal.com'],
    ['https://north.blog.fc2.com/e-1.html', 'north.blog.fc2.com'],
    ['https://feed.pixnet.net/blog/posts/rss/north', 'north.pixnet.net'],
    ['https://north.github.io/one/', 'north.github.io'],
    ['https://two.gitlab.io/', 'two.gitlab.io'],
    ['https://north.pen.io/', 'north.pen.io'],
    ['https://north.blog.sme.sk/c/1/x.html', 'north.blog.sme.sk'],
    ['https://north.webnode.cz/news/', 'north.webnode.com'],
    ['https://north.mirtesen.ru/blog/1', 'north.mirtesen.ru'],
  ])('%s is named by its sub-domain: %p', (url, outlet) => {
    expect(outletOf(url)).toBe(outlet);
  });

  it.each([
    ['https://medium.com/@North/title-1', 'medium.com/@north'],
    ['https://medium.com/%40north/title-1', 'medium.com/@north'],
    ['https://north.medium.com/title-1', 'medium.com/@north'],
    ['https://medium.com/feed/@north', 'medium.com/@north'],
    ['https://medium.com/the-desk/title-1', 'medium.com/the-desk'],
    ['https://sites.google.com/view/north/home', 'sites.google.com/view/north'],
    ['https://sites.google.com/site/north', 'sites.google.com/site/north'],
    ['https://blog.naver.com/north/2231', 'blog.naver.com/north'],
    ['https://m.blog.naver.com/PostView.naver?logNo=2&blogId=north', 'blog.naver.com/north'],
    ['https://rss.blog.naver.com/north.xml', 'blog.naver.com/north'],
    ['https://post.naver.com/viewer/postView.naver?volumeNo=1&memberNo=77', 'post.naver.com/my/77'],
    ['https://note.com/north/n/n1', 'note.com/north'],
    ['https://mastodon.social/@north/1', 'mastodon.social/@north'],
    ['https://www.geocities.jp/north/a.html', 'geocities.jp/north'],
    ['https://www.wattpad.com/user/North', 'wattpad.com/user/north'],
    ['https://medium.seznam.cz/clanek/north-1', 'medium.seznam.cz/clanek/north-1'],
    ['https://cont.ws/@north/2', 'cont.ws/@north'],
    ['https://www.zhihu.com/column/north', 'zhuanlan.zhihu.com/north'],
    ['https://patch.com/new-york/bronx/a-story', 'patch.com/new-york/bronx'],
    ['https://feeds.feedburner.com/North', 'feeds.feedburner.com/north'],
    ['https://paragraph.xyz/@north/title', 'paragraph.com/@north'],
    ['https://odysee.com/@north/a-film', 'odysee.com/@north'],
    ['https://contents.premium.naver.com/north/daily/contents/1', 'contents.premium.naver.com/north/daily'],
    ['https://feedproxy.google.com/~r/North/~3/abc', 'feeds.feedburner.com/north'],
    ['https://x.com/north/status/1', 'twitter.com/north'],
    ['https://mp.weixin.qq.com/s?__biz=MzA&mid=1', 'mp.weixin.qq.com/mza'],
  ])('%s is named by its address: %p', (url, outlet) => {
    expect(outletOf(url)).toBe(outlet);
  });

  it('lets a page that tells no publisher stand for itself', () => {
    expect(sameOutlet('https://telegra.ph/One-11-30', 'https://telegra.ph/Two-11-30')).toBe(false);
    expect(sameOutlet('https://medium.com/p/1a2b', 'https://medium.com/p/3c4d')).toBe(false);
    expect(sameOutlet('https://telegra.ph/One-11-30', 'https://telegra.ph/One-11-30/')).toBe(true);
  });

  const HOSTS =
    'wordpress.com substack.com ghost.io beehiiv.com tumblr.com livejournal.com typepad.com tistory.com blogspot.com medium.com pixnet.net over-blog.com hatenablog.com patch.com github.io gitlab.io pages.dev netlify.app wixsite.com weebly.com squarespace.com webflow.io blogs.com fc2.com canalblog.com jimdo.com narod.ru free.fr wpengine.com home.blog news.blog write.as kit.com blogg.se jimdosite.com edublogs.org';
  it.each(HOSTS.split(' '))('keeps two publishers on %s apart, and one together', (host) => {
    expect(sameOutlet(`https://north.${host}/a`, `https://south.${host}/a`)).toBe(false);
    expect(sameOutlet(`https://north.${host}/a`, `http://www.north.${host}/b?c=1`)).toBe(true);
    expect(sameOutlet(`https://north.${host}/a`, `https://${host}/`)).toBe(false);
  });
});

describe('sameOutlet', () => {
  it.each([
    ['https://www.paper.co.uk/a', 'https://m.paper.co.uk/b', true],
    ['https://paper.co.uk', 'https://journal.co.uk', false],
    ['https://news.paper.test/a', 'paper.test', true],
    ['https://Bücher.test', 'https://shop.xn--bcher-kva.test', true],
    ['http://127.0.0.1:8080/a', 'http://127.0.0.1/b', true],
    ['http://127.0.0.1', 'http://127.0.0.2', false],
    ['http://localhost:1/a', 'http://localhost:2', true],
    ['https://north.substack.com/p/a', 'https://north.example/p/a', false],
    ['', '', false],
  ])('%s and %s: %p', (a, b, expected) => {
    expect(sameOutlet(a, b)).toBe(expected);
  });
});

describe('outletHomeOf', () => {
  it.each([
    ['http://127.0.0.1:8080/a/b', 'http://127.0.0.1:8080/'],
    ['https://www.paper.example/a?b=1', 'https://www.paper.example/'],
    ['https://medium.com/@north/title', 'https://medium.com/@north'],
    ['https://rss.blog.naver.com/north.xml', 'https://blog.naver.com/north'],
    ['https://open.substack.com/pub/north/p/x', 'https://north.substack.com/'],
    ['ftp://paper.example/a', null],
    ['paper', null],
  ])('of %s is %p', (url, home) => {
    expect(outletHomeOf(url)).toBe(home);
  });
});
