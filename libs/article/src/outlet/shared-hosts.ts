/**
 * Hosts on which many publishers have their sites, each under a name of its own. Sources: the hosts' help
 * pages, the blog domains of mediacloud/metadata-lib (`blog_domain_pattern`), and the address forms that feed
 * readers know. The private part of the Public Suffix List also has many of them, and decides for hosts that
 * are not listed here.
 */

/**
 * Hosts that give each publisher a sub-domain. `*` stands for all endings under which a host has the same
 * names.
 */
export const SUBDOMAIN_HOSTS: readonly string[] = words(`
  000webhostapp.com 24open.ru altervista.org ampproject.org angelfire.com appspot.com art.blog at.ua at.webry.info
  azurewebsites.net bearblog.dev beehiiv.com beepworld.de bigcartel.com bitacoras.com blog.163.com blog.bg blog.cz blog.fc2.com
  blog.hr blog.hu blog.idnes.cz blog.ir blog.jp blog.lemonde.fr blog.onet.pl blog.pl blog.pravda.sk blog.rs blog.sme.sk
  blog.sohu.com blog.ss-blog.jp blog.uol.com.br blog4ever.com blogautore.espresso.repubblica.it blogbus.com blogcu.com
  blogdetik.com blogfa.com blogfree.net blogg.se bloggang.com blogger.ba blogia.com blogosfera.uol.com.br blogs.com
  blogs.sapo.cv blogs.sapo.pt blogsky.com blogsome.com blogspirit.com blogspot.* bloog.pl blox.pl blox.ua blubrry.net
  bravejournal.net bravesites.com business.blog buzzsprout.com canalblog.com canalblog.fr canva.site car.blog carrd.co
  castos.com cdn.ampproject.org centerblog.net circle.so ck.page cloudfront.net cocolog-nifty.com code.blog data.blog
  design.blog diary.ru do.am doorblog.jp dreamwidth.org e-monsite.com edublogs.org egloos.com eklablog.com eklablog.fr
  estranky.cz exblog.jp exteen.com family.blog fandom.com fashion.blog fc2.com finance.blog fireside.fm fitness.blog food.blog
  formstack.com forumfree.it framer.website free.fr freeblog.hu game.blog ghost.io gitbook.io github.io gitlab.io glitch.me
  go.com godaddysites.com googleblog.com gumroad.com hashnode.dev hatenablog.com hatenablog.jp hatenadiary.com hatenadiary.jp
  hatenadiary.org hautetfort.com health.blog herokuapp.com home.blog hubpages.com hypotheses.org iheart.com ilcannocchiale.it
  insanejournal.com iobloggo.com jigsy.com jimdo.com jimdofree.com jimdosite.com jugem.jp kazeo.com kinja.com kit.com
  lacoctelera.net law.blog libsyn.com list-manage.com livedoor.blog livejournal.com livejournal.net locals.com lofter.com
  mail.ru mataroa.blog mee.nu memberful.com micro.blog mihanblog.com mirror.xyz mirtesen.ru mn.co movie.blog muragon.com
  music.blog myblog.de myblog.it mystrikingly.com narod.ru nationbuilder.com neocities.org nethouse.ru netlify.app news.blog
  newsmemory.com newsvine.com ning.com nireblog.com noblogs.org notion.site obolog.com over-blog.* overblog.com pages.dev
  patch.com pen.io persianblog.ir photo.blog pika.page pixnet.net podbean.com podcaster.de podigee.io podomatic.com poetry.blog
  politics.blog postach.io posthaven.com postype.com pressbooks.com privet.ru proboards.com prose.sh radio.com readme.io
  recipes.blog sagepub.com salon24.pl school.blog science.blog seesaa.net sharepoint.com shinyapps.io silvrback.com
  simplecast.com simplesite.com site123.me skynetblogs.be skyrock.com smalltownpapers.com soup.io splinder.com sport.blog
  spreaker.com squarespace.com stackexchange.com strikingly.com submittable.com substack.com super.site surge.sh svbtle.com
  tech.blog tilda.ws tistory.com transistor.fm travel.blog tripod.com tumblr.com tv.blog twoday.net typeform.com typepad.co.uk
  typepad.com typepad.fr typepad.jp ucoz.com ucoz.net ucoz.ru ukrblogs.net unblog.fr unblog.net vefblog.net vercel.app
  video.blog vuodatus.net water.blog web.app webflow.io webnode.* webry.info webs.com weebly.com wickedlocal.com wikia.com
  wikidot.com windows.net wix.com wixsite.com wordpress.com wpcomstaging.com wpengine.com write.as writeas.com xanga.com xoom.it
  yolasite.com yvision.kz zip.net
`);

/**
 * Addresses that name their publisher in another way, tried in this order. `:` stands for the name. The form
 * after the arrow joins all addresses of one publisher. `::` marks a page that names no publisher and stands
 * for itself. Without `www.`.
 */
export const NAMED_ADDRESSES: readonly string[] = `
  blogger.com/feeds/:
  draft.blogger.com/feeds/: -> blogger.com/feeds/:
  open.substack.com/pub/: -> :.substack.com
  substack.com/profile/:
  substack.com/:
  substackcdn.com/::
  medium.com/p/::
  medium.com/tag/::
  medium.com/feed/tag/::
  medium.com/feed/: -> medium.com/:
  medium.com/:
  :.medium.com -> medium.com/@:
  tumblr.com/tagged/::
  tumblr.com/blog/view/: -> :.tumblr.com
  tumblr.com/blog/: -> :.tumblr.com
  tumblr.com/: -> :.tumblr.com
  users.livejournal.com/: -> :.livejournal.com
  community.livejournal.com/: -> :.livejournal.com
  syndicated.livejournal.com/:
  livejournal.com/users/: -> :.livejournal.com
  livejournal.com/community/: -> :.livejournal.com
  feed.pixnet.net/blog/posts/rss/: -> :.pixnet.net
  feed.pixnet.net/blog/posts/atom/: -> :.pixnet.net
  sites.google.com/view/:
  sites.google.com/site/:
  sites.google.com/a/:/:
  sites.google.com/::
  groups.google.com/g/:
  docs.google.com/::
  drive.google.com/::
  storage.googleapis.com/:
  rss.beehiiv.com/feeds/:
  blog.naver.com/PostView.naver?blogId=: -> blog.naver.com/:
  blog.naver.com/PostView.nhn?blogId=: -> blog.naver.com/:
  blog.naver.com/PostList.naver?blogId=: -> blog.naver.com/:
  blog.naver.com/PostList.nhn?blogId=: -> blog.naver.com/:
  blog.naver.com/:
  m.blog.naver.com/PostView.naver?blogId=: -> blog.naver.com/:
  m.blog.naver.com/PostView.nhn?blogId=: -> blog.naver.com/:
  m.blog.naver.com/: -> blog.naver.com/:
  rss.blog.naver.com/:.xml -> blog.naver.com/:
  rss.blog.naver.com/: -> blog.naver.com/:
  blog.rss.naver.com/:.xml -> blog.naver.com/:
  :.blog.me -> blog.naver.com/:
  post.naver.com/viewer/postView.naver?memberNo=: -> post.naver.com/my/:
  post.naver.com/viewer/postView.nhn?memberNo=: -> post.naver.com/my/:
  post.naver.com/my.naver?memberNo=: -> post.naver.com/my/:
  post.naver.com/my.nhn?memberNo=: -> post.naver.com/my/:
  m.post.naver.com/viewer/postView.naver?memberNo=: -> post.naver.com/my/:
  m.post.naver.com/viewer/postView.nhn?memberNo=: -> post.naver.com/my/:
  post.naver.com/:
  m.post.naver.com/: -> post.naver.com/:
  cafe.naver.com/:
  m.cafe.naver.com/: -> cafe.naver.com/:
  contents.premium.naver.com/:/:
  brunch.co.kr/rss/:
  brunch.co.kr/:
  velog.io/:
  v2.velog.io/rss/@: -> velog.io/@:
  v2.velog.io/rss/: -> velog.io/@:
  api.velog.io/rss/@: -> velog.io/@:
  blog.daum.net/:
  blog.cyworld.com/:
  note.com/:
  note.mu/: -> note.com/:
  ameblo.jp/:
  rssblog.ameba.jp/: -> ameblo.jp/:
  feedblog.ameba.jp/rss/ameblo/: -> ameblo.jp/:
  blog.livedoor.jp/:
  blog.goo.ne.jp/:
  d.hatena.ne.jp/:
  plaza.rakuten.co.jp/:
  blogs.yahoo.co.jp/:
  qiita.com/:
  zenn.dev/:
  blog.sina.com.cn/s/::
  blog.sina.com.cn/rss/:.xml -> blog.sina.com.cn/u/:
  blog.sina.com.cn/u/:
  blog.sina.com.cn/:
  blog.csdn.net/:
  cnblogs.com/:
  feed.cnblogs.com/blog/u/:
  zhuanlan.zhihu.com/p/::
  zhuanlan.zhihu.com/:
  zhihu.com/people/:
  baijiahao.baidu.com/::
  mp.weixin.qq.com/s?__biz=: -> mp.weixin.qq.com/:
  mp.weixin.qq.com/::
  jianshu.com/u/:
  jianshu.com/::
  weibo.com/:
  douban.com/people/:
  vocus.cc/:
  matters.town/:
  matters.news/: -> matters.town/:
  blog.udn.com/:
  blogs.mediapart.fr/:
  kompasiana.com/:
  listed.to/@:
  wattpad.com/user/:
  wattpad.com/::
  geocities.jp/:
  geocities.co.jp/:/:
  geocities.com/:
  geocities.ws/:
  angelfire.com/:/:
  read.cash/@:
  publish0x.com/:
  cont.ws/@:
  pikabu.ru/@:
  pikabu.ru/::
  blog.163.com/:
  blog.xuite.net/:
  blog.yam.com/:
  blogs.timesofisrael.com/author/:
  blogs.timesofisrael.com/::
  medium.seznam.cz/autor/:
  medium.seznam.cz/::
  bloglovin.com/blogs/:
  scribd.com/::
  issuu.com/:
  flipboard.com/@:
  lineblog.me/:
  blog.oricon.co.jp/:
  itch.io/profile/:
  :.itch.io
  scrapbox.io/:
  notion.so/:
  gitee.com/:
  toutiao.com/c/user/:
  toutiao.com/::
  sohu.com/a/::
  163.com/dy/media/:
  163.com/dy/::
  zhihu.com/column/: -> zhuanlan.zhihu.com/:
  linktr.ee/:
  coda.io/@:
  members.tripod.com/:
`
  .trim()
  .split('\n')
  .map((line) => line.trim());

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
