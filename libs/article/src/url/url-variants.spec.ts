import { normaliseUrl } from './normalise-url.js';

const STORY = 'https://paper.test/world/river-rises';
const ENCODED = encodeURIComponent(STORY);
const words = (text: string) => text.trim().split(/\s+/);

/** What mail programs, networks, shops of advertisements and newspapers add to a link. */
const TRACKED = words(`
  srsltid=Af hss_channel=tw-12 __s=abc _kx=ab.cd _ke=x dm_i=1,2,3 ml_subscriber=1&ml_subscriber_hash=2 ck_subscriber_id=3 bbeml=tp
  rb_clickid=1 tblci=GiA cjevent=ab wbraid=1 lipi=urn%3Ali rcm=AC li_fat_id=1 sfnsn=mo __tn__=R&__cft__%5B0%5D=AZ __xts__=1 _rdr _rdc=1
  isappinstalled=0&from=timeline from=singlemessage nsukey=x spm_id_from=333.1 vd_source=ab share_source=copy&share_medium=android
  hmsr=weibo&hmpl=a&hmcu=b&hmkw=c&hmci=d bd_vid=9 zarsrc=30 bsft_clkid=a&bsft_uid=b gaa_at=eafs&gaa_n=1&gaa_ts=2&gaa_sig=3
  unlocked_article_code=1.x smprod=core _r=1 fsrc=rss ex_cid=trend wpsrc=fol_tw hpt=hp_t1 yptr=yahoo .tsrc=fin
  reflink=desktopwebshare_permalink pwapi_token=ey share_code=ab embedded-checkout=true sf123456789=1 xts=1&xtref=2 emci=1&emdi=2
  _guc_consent_skip=1 trackingid=1 utm_term=&utm_content= mod=rsswn ref=googlenews src=smartnews source=twitterfeed
  platform=hootsuite pagewanted=all pagewanted=print singlepage=true noredirect=on fullsite=true tmpl=component&print=1 refresh=true`);

const SPELLED = [
  `${STORY}\u200f`,
  `\ufeff${STORY}\u200b`,
  `${STORY}?utm_source=a&#038;utm_medium=b`,
  `${STORY}?utm_source=a&#38;utm_medium=b&#x26;fbclid=c`,
  `${STORY}%20`,
  `${STORY}%E2%80%8F/`,
  `${STORY}&utm_source=rss&utm_medium=feed`,
  `${STORY}?amp;utm_source=x`,
  `${STORY}?utm_source=x&amp;amp;utm_medium=y`,
  `${STORY}?sid=3v5m2lq0d8k1c9t7b6n4a5s2f1`,
  `${STORY}/index.xhtml`,
  `${STORY}/index.phtml`,
  `${STORY}/default.php`,
  `${STORY}/comment-page-2/#comment-77`,
  'https://www4.paper.test/world/river-rises',
  'https://3g.paper.test/world/river-rises',
  'https://pda.paper.test/world/river-rises',
  'https://mobil.paper.test/world/river-rises',
  'https://www.m.paper.test/world/river-rises',
];

const WRAPPED = [
  'https://web.archive.org/web/https://paper.test/world/river-rises',
  'https://web.archive.org/web/2/https://paper.test/world/river-rises',
  'https://wayback.archive-it.org/123/20240101000000/https://paper.test/world/river-rises',
  'https://arquivo.pt/wayback/20240101000000/https://paper.test/world/river-rises',
  'https://arquivo.pt/noFrame/replay/20240101000000/https://paper.test/world/river-rises',
  'https://webarchive.nationalarchives.gov.uk/ukgwa/20240101000000mp_/https://paper.test/world/river-rises',
  'https://www.webarchive.org.uk/wayback/archive/20240101000000/https://paper.test/world/river-rises',
  'https://webarchive.loc.gov/all/20240101000000/https://paper.test/world/river-rises',
  'https://archive.ph/2024.01.01-120000/https://www.paper.test/world/river-rises',
  `https://www.bing.com/ck/a?!&&p=1&u=a1${Buffer.from(STORY).toString('base64url')}&ntb=1`,
  'https://timetravel.mementoweb.org/memento/2024/https://paper.test/world/river-rises',
  `https://www.webcitation.org/query?url=${ENCODED}&date=2014-01-01`,
  'https://webcache.googleusercontent.com/search?q=cache:Xy-1_:https://paper.test/world/river-rises+river+rises&hl=en',
  'https://webcache.googleusercontent.com/search?q=cache:Xy-1_:www.paper.test/world/river-rises+&cd=1',
  'https://paper-test.turbopages.org/turbo/paper.test/s/world/river-rises',
  'https://paper-test.turbopages.org/paper.test/s/world/river-rises',
  `https://yandex.ru/turbo?text=${ENCODED}`,
  'https://yandex.ru/turbo/paper.test/s/world/river-rises',
  'https://paper-test.mipcdn.com/c/s/paper.test/world/river-rises',
  'https://mipcache.bdstatic.com/c/s/paper.test/world/river-rises',
  'https://amp.cloudflare.com/v/s/paper.test/world/river-rises',
  `https://googleweblight.com/i?u=${ENCODED}`,
  `https://news.google.com/news/url?sa=t&url=${ENCODED}`,
  `https://www.google.com/url?rct=j&sa=t&url=${ENCODED}&ct=ga`,
  `https://www.facebook.com/l.php?u=${ENCODED}&h=AT`,
  `https://www.facebook.com/flx/warn/?u=${ENCODED}`,
  `https://l.threads.com/?u=${ENCODED}&e=AT`,
  `https://www.linkedin.com/safety/go?url=${ENCODED}`,
  `https://www.linkedin.com/sharing/share-offsite/?url=${ENCODED}`,
  `https://www.linkedin.com/shareArticle?mini=true&url=${ENCODED}`,
  `https://www.reddit.com/submit?url=${ENCODED}&title=x`,
  `https://twitter.com/share?url=${ENCODED}`,
  `https://www.pinterest.com/pin/create/button/?url=${ENCODED}`,
  `https://telegram.me/share/url?url=${ENCODED}`,
  `https://vk.com/share.php?url=${ENCODED}`,
  `https://getpocket.com/save?url=${ENCODED}`,
  `https://news.ycombinator.com/submitlink?u=${ENCODED}`,
  `https://flipboard.com/redirect?url=${ENCODED}`,
  `https://exit.sc/?url=${ENCODED}`,
  `https://r.search.yahoo.com/_ylt=Aw;_ylu=X3/RV=2/RE=1700000000/RO=10/RU=${ENCODED}/RK=2/RS=abc-`,
  `https://urldefense.proofpoint.com/v1/url?u=${ENCODED}&k=1`,
  'https://urldefense.proofpoint.com/v2/url?u=https-3A__paper.test_world_river-2Drises&d=DwMF&c=e',
  'https://urldefense.com/v3/__https://paper.test/world/river-rises__;!!Abc!xyz$',
  'https://urldefense.com/v3/__https://paper.test/world/river-rises?utm_source=mail__;!!Abc!xyz$',
  'https://urldefense.com/v3/__https:/paper.test/world/river-rises__;!!Abc!xyz$',
  `https://linkprotect.cudasvc.com/url?a=${ENCODED}&c=E,1`,
  `https://secure-web.cisco.com/1AbC/${ENCODED}`,
  `https://clicktime.symantec.com/3AbC?u=${ENCODED}`,
  `https://go.skimresources.com/?id=1X2&url=${ENCODED}`,
  `https://via.hypothes.is/https://paper.test/world/river-rises`,
  `https://hyp.is/go?url=${ENCODED}`,
  'https://outline.com/https://paper.test/world/river-rises',
  `https://12ft.io/proxy?q=${ENCODED}`,
  `https://href.li/?${STORY}`,
  'https://web.archive.org/web/2024/https://www.google.com/amp/s/amp.paper.test/world/river-rises',
];

it.each([...TRACKED.map((query) => `${STORY}?${query}`), ...SPELLED, ...WRAPPED])(
  '%s is the story',
  (url) => {
    expect(normaliseUrl(url)).toBe(STORY);
  },
);

it('reads the listing pages that Times Internet serves as AMP as the story', () => {
  const story = 'https://times.test/city/river/articleshow/123.cms';
  expect(normaliseUrl('https://m.times.test/city/river/amp_articleshow/123.cms')).toBe(story);
});

const APART = [
  ...words(`
    platform=bus campaign=9 from=timelines tmpl=list refresh=2 pagewanted=2 singlepage=2 sf12=1 sf123456789=story gaat=1 r=1 hp=2 tracking=9
    source=smart mod=rssa ceid=US:en ceid=EG:ar campaign_id=4 tracking_id=2 ref=google src=press share_sources=2 _rd=1 singlepages=true page=1 page=all view=all te=1 nl=cooking user_id=4`).map(
    (query) => `${STORY}?${query}`,
  ),
  STORY,
  `${STORY}%20again`,
  `${STORY}%20/again`,
  `${STORY}&page=2`,
  `${STORY}&utm_source=rss/again`,
  `${STORY}?sid=abcdefghijklmnopqrstuvwxyz`,
  `${STORY}?sid=story-of-the-river-2024-01`,
  `${STORY}?amp;id=1`,
  'https://archive.ph/wip/AbC12',
  'https://www.bing.com/ck/a?u=a1bm90LWFuLWFkZHJlc3M',
  `${STORY}/comment-page`,
  `${STORY}/comment-page-two`,
  `${STORY}/index.json`,
  'https://3gs.paper.test/world/river-rises',
  'https://wwwx.paper.test/world/river-rises',
  'https://www123.paper.test/world/river-rises',
  'https://pda.test/world/river-rises',
  'https://paper.test/amp_world/river-rises',
  'https://web.archive.org/web/20240101000000/https://paper.test/world/river-rises-again',
  'https://arquivo.pt/page/search?q=river',
  'https://www.reddit.com/r/news/comments/1/river_rises/?url=https%3A%2F%2Fpaper.test%2Fworld%2Friver-rises',
  'https://www-paper-test.translate.goog/world/river-rises?_x_tr_sl=ar&_x_tr_tl=en',
  'https://yandex.ru/search/?text=https%3A%2F%2Fpaper.test%2Fworld%2Friver-rises',
  'https://urldefense.com/v3/__not-an-address__;!!Abc!xyz$',
  'https://urldefense.com/v3/__https://paper.test/world/river*2Drises__;JQ!!Abc!xyz$',
  'https://urldefense.com/v3/__https://paper.test/v?id=7__;!!Abc!xyz$',
  'https://urldefense.com/v3/__https://paper.test/v?id=8__;!!Abc!xyz$',
  'https://secure-web.cisco.com/1AbC/plain',
  'https://href.li/?page=2',
  'https://paper.test/go?url=https%3A%2F%2Fpaper.test%2Fworld%2Friver-rises',
];

it('keeps apart what only looks alike', () => {
  const byKey = Map.groupBy(APART, normaliseUrl);
  expect([...byKey.values()].filter((urls) => urls.length > 1)).toEqual([]);
  expect(byKey.has(null)).toBe(false);
});

it.each([...SPELLED, ...WRAPPED, ...APART])('the key of %s is its own key', (url) => {
  const key = normaliseUrl(url) ?? '';
  expect(normaliseUrl(key)).toBe(key);
});
