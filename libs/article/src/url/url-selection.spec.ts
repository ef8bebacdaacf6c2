import { normaliseUrl, normaliseUrlKeeping } from './normalise-url.js';

const words = (text: string) => text.trim().split(/\s+/);

/** Names that begin or sound like tracking, with the number of an article. */
const SELECTING = words(`
  at_id at_no at_seq at_type_id ns_id ns_no ns_seq pk_id pk_no pk mc_id mc_no mc_seq wt_id wt_no itm_id itm_no amp_id amp_no amp_seq
  hsa_id mtm_id sfmc_no bsft_id gaa_id wt.id vn_id ga_id otm_id lmd_id guce_id
  ncid taid smid cvid ocid icid itid segment_id share_id shareid scm trk cmp emc amc wmc xmc bxid mbid cndid ftag fsrc sref srnd regi_id
  sc_cid sc_lid can_id cfid hpt n_cid r pc ei pp si scene chksm publication_id form tsrc wpmm xtor
`);

describe('a name that only sounds like tracking', () => {
  it.each(SELECTING)('%s selects the article', (name) => {
    const urls = [`https://site.example/read.php?${name}=1001`, `https://site.example/read.php?${name}=1002`];
    expect(new Set(urls.map((url) => normaliseUrl(url))).size).toBe(2);
    expect(normaliseUrl(urls[0] ?? '')).toBe(urls[0]);
  });
});

describe('tracking by host, family or shape of value', () => {
  it.each([
    ['https://www.msn.com/en-gb/a/ar-AA1?ocid=hpmsn&cvid=4f1&pc=U1&ei=12', 'https://msn.com/en-gb/a/ar-AA1'],
    ['https://www.nytimes.com/2026/a.html?smid=99&emc=edit_th_20260101&segment_id=7', 'https://nytimes.com/2026/a.html'],
    ['https://techcrunch.com/2026/a/?ncid=7', 'https://techcrunch.com/2026/a'],
    ['https://www.reuters.com/world/a/?taid=66b1', 'https://reuters.com/world/a'],
    ['https://www.bbc.co.uk/news/a-1?at_objective=x&at_ptr_type=y', 'https://bbc.co.uk/news/a-1'],
    ['https://www.bbc.com/news/a-1?at_medium=RSS&at_bbc_team=editorial', 'https://bbc.com/news/a-1'],
    ['https://north.substack.com/p/a?r=1x2y&s=w&showWelcomeOnShare=true', 'https://north.substack.com/p/a'],
    ['https://open.substack.com/pub/north/p/a?r=1x2y', 'https://north.substack.com/p/a'],
    ['https://www.linkedin.com/pulse/a?trk=public_post', 'https://linkedin.com/pulse/a'],
    ['https://mp.weixin.qq.com/s?__biz=A&mid=2&idx=1&sn=b&chksm=c&scene=27', 'https://mp.weixin.qq.com/s?__biz=A&idx=1&mid=2&sn=b'],
    ['https://site.example/a?smid=fb-share&ocid=socialflow_facebook&cmp=feed_x', 'https://site.example/a'],
    ['https://site.example/a?xtor=EPR-12-x&hpt=hp_c1&wmc=mail.north.7', 'https://site.example/a'],
    ['https://site.example/a?mc_eid=a&wt_zmc=b&itm_campaign=c&pk_kwd=d&hmb_source=e&otm_medium=f&vn_source=g', 'https://site.example/a'],
    ['https://site.example/a?spMailingID=1&spUserID=2&spJobID=3&spReportId=4&cm_mmc=mail', 'https://site.example/a'],
    ['https://site.example/a?can_id=0123456789abcdef0123456789abcdef&email_referrer=email_7&email_subject=x', 'https://site.example/a'],
    ['https://site.example/a?ga_source=x&gs_l=y&os_ehash=z&wtrid=1&tracking_source=2&ceneo_spo=3&s_cid=m', 'https://site.example/a'],
  ])('%s', (url, key) => {
    expect(normaliseUrl(url)).toBe(key);
  });
}); // prettier-ignore

describe('spellings of one address', () => {
  const STORY = 'https://paper.example/world/river-rises?id=7';
  it.each(
    words(`
    https://paper.example/world/river-rises?id=7?utm_source=feed
    https://paper.example/world/river-rises?id=7?fbclid=IwAR&utm_medium=x
    https://paper.example/world/river-rises?id=7%3Futm_source%3Dfeed%26utm_medium%3Drss
    https://paper.example/world/river-rises?id=7%3Futm_source=feed
    https://paper.example/world/river-rises?id=7;utm_source=feed;utm_medium=rss
    https://paper.example/world/river-rises??id=7
    https://paper.example:443//world/./x/../river-rises/?id=7
    http://paper.example:80/world/river-rises/index.php?id=7
    https://paper.example/index.php/world/river-rises?id=7
    https://paper.example/print/world/river-rises?id=7
    https://paper.example/m/world/river-rises?id=7
    https://paper.example/mobile/world/river-rises?id=7
    https://paper.example/world/river-rises/print/?id=7
    https://paper.example/world/river-rises/printable?id=7
    https://paper.example/(A(x1)F(y_2-3))/world/river-rises?id=7
    http//paper.example/world/river-rises?id=7
    http:/paper.example/world/river-rises?id=7
    htp://paper.example/world/river-rises?id=7
    ttps://paper.example/world/river-rises?id=7
    https:://paper.example/world/river-rises?id=7
    https;//paper.example/world/river-rises?id=7
    hhttps://paper.example/world/river-rises?id=7
    http://https//paper.example/world/river-rises?id=7
    //paper.example/world/river-rises?id=7
    paper.example/world/river-rises?id=7
    www.paper.example/world/river-rises?id=7
    https://www.bing.com/news/apiclick.aspx?ref=FexRss&tid=1&url=https%3A%2F%2Fpaper.example%2Fworld%2Friver-rises%3Fid%3D7&c=2
  `),
  )('%s', (url) => {
    expect(normaliseUrl(url)).toBe(STORY);
  });

  it.each([
    ['https://paper.example/a%3Ffbclid%3Dx%26utm_source%3Dy/', 'https://paper.example/a'],
    ['https://paper.example/a;utm_source=x', 'https://paper.example/a'],
    ['https://news.google.com/read/CBMiNew_id-1?hl=en&gl=US', 'https://news.google.com/articles/CBMiNew_id-1'],
    ['https://news.google.com/rss/articles/CBMiNew_id-1?oc=5', 'https://news.google.com/articles/CBMiNew_id-1'],
    ['https://news.google.com/__i/rss/rd/articles/CBMiNew_id-1?oc=5', 'https://news.google.com/articles/CBMiNew_id-1'],
  ])('%s', (url, key) => {
    expect(normaliseUrl(url)).toBe(key);
  }); // prettier-ignore

  it.each([1, 120, 200])(
    'unwraps an id of Google News that holds an address of about %d letters',
    (length) => {
      const story = `https://paper.example/${'s'.repeat(length)}`;
      const field = (tag: number[], text: string) => {
        const size = text.length < 128 ? [text.length] : [(text.length & 127) | 128, text.length >> 7];
        return Buffer.concat([Buffer.from([...tag, ...size]), Buffer.from(text)]);
      };
      const amp = field([0xd2, 0x01], 'https://paper.example/amp/x');
      const id = Buffer.concat([Buffer.from([0x08, 0x13]), field([0x22], story), amp]).toString('base64url');
      for (const form of ['rss/articles', 'articles', 'read', '__i/rss/rd/articles'])
        expect(normaliseUrl(`https://news.google.com/${form}/${id}?oc=5`)).toBe(story);
    },
  );
});

it('keeps apart what these rules must not join', () => {
  const urls = words(`
    https://paper.example/a?id=7?page=2 https://paper.example/a?id=7 https://paper.example/a?id=7;page=2
    https://paper.example/a https://paper.example/a%3Fpage%3D2 https://paper.example/a;page=2 https://paper.example/print https://paper.example/m
    https://paper.example/mobile https://paper.example/tag/print https://paper.example/tag https://paper.example/m/12 https://paper.example/12
    https://paper.example/blueprint/a https://paper.example/(north)/a https://paper.example/m/tag/oil https://paper.example/tag/oil
    https://paper.example/printing https://paper.example/a?q=b?c https://paper.example/a?q=b
    https://news.google.com/articles/CBMiA1 https://news.google.com/articles/CBMiA2 https://www.bing.com/news/search?url=x
  `);
  const byKey = Map.groupBy(urls, (url) => normaliseUrl(url));
  expect([...byKey.values()].filter((same) => same.length > 1)).toEqual([]);
  for (const key of byKey.keys()) expect(normaliseUrl(key ?? '')).toBe(key);
});

it.each(['post-7/a', 'file.html', 'a.b', 'x/y.example/z', 'http', 'https:', 'tp', 'tag:paper.example,2026:1', 'ftp://paper.example/a'])(
  '%s is no address',
  (text) => {
    expect(normaliseUrl(text)).toBeNull();
  },
); // prettier-ignore

describe('what was learned of a host', () => {
  const significant = new Map([['site.example', new Set(['fbclid'])]]);
  it('keeps the parameter there and nowhere else', () => {
    expect(normaliseUrlKeeping('https://www.site.example/a?fbclid=7&utm_source=x', significant)).toBe(
      'https://site.example/a?fbclid=7',
    );
    expect(normaliseUrlKeeping('https://other.example/a?FBCLID=7', significant)).toBe(
      'https://other.example/a',
    );
  });
});

it('drops hundreds of parameters that were appended to a path', () => {
  expect(normaliseUrl(`https://a.example/${';utm_source=x'.repeat(600)}`)).toBe('https://a.example/');
});
