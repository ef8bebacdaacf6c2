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
  24open.ru altervista.org ampproject.org appspot.com art.blog azurewebsites.net bearblog.dev beehiiv.com blog.cz blog.fc2.com
  blog.hu blog.idnes.cz blog.ir blog.jp blog.lemonde.fr blog.rs blog.ss-blog.jp blog4ever.com blogfa.com blogg.se blogs.com
  blogs.sapo.pt blogsky.com blogspirit.com blogspot.* blox.pl bravejournal.net business.blog buzzsprout.com canalblog.com car.blog
  carrd.co cdn.ampproject.org centerblog.net ck.page cloudfront.net cocolog-nifty.com code.blog data.blog design.blog diary.ru
  dreamwidth.org edublogs.org egloos.com eklablog.com exblog.jp family.blog fandom.com fashion.blog fc2.com finance.blog
  fireside.fm fitness.blog food.blog formstack.com framer.website free.fr game.blog ghost.io gitbook.io github.io gitlab.io go.com
  googleblog.com gumroad.com hashnode.dev hatenablog.com hatenablog.jp hatenadiary.com hatenadiary.jp hatenadiary.org
  hautetfort.com health.blog herokuapp.com home.blog hubpages.com hypotheses.org iheart.com insanejournal.com jimdo.com
  jimdofree.com jimdosite.com jugem.jp kinja.com kit.com law.blog libsyn.com list-manage.com livedoor.blog livejournal.com
  locals.com lofter.com mail.ru mataroa.blog mee.nu micro.blog mihanblog.com mirror.xyz movie.blog muragon.com music.blog
  mystrikingly.com narod.ru nationbuilder.com neocities.org netlify.app news.blog newsmemory.com newsvine.com ning.com noblogs.org
  notion.site over-blog.* overblog.com pages.dev patch.com persianblog.ir photo.blog pika.page pixnet.net podbean.com podigee.io
  podomatic.com poetry.blog politics.blog posthaven.com privet.ru prose.sh radio.com recipes.blog sagepub.com salon24.pl
  school.blog science.blog seesaa.net sharepoint.com shinyapps.io simplecast.com simplesite.com skyrock.com smalltownpapers.com
  sport.blog spreaker.com squarespace.com stackexchange.com strikingly.com submittable.com substack.com surge.sh svbtle.com
  tech.blog tistory.com transistor.fm travel.blog tripod.com tumblr.com tv.blog twoday.net typeform.com typepad.co.uk typepad.com
  typepad.fr typepad.jp ucoz.com ucoz.ru unblog.fr vercel.app video.blog vuodatus.net water.blog web.app webflow.io webnode.com
  webnode.page weebly.com wickedlocal.com wikia.com wikidot.com windows.net wix.com wixsite.com wordpress.com wpcomstaging.com
  wpengine.com write.as writeas.com yolasite.com
`);

/**
 * Addresses that name their publisher in another way, tried in this order. `:` stands for the name. The form
 * after the arrow joins all addresses of one publisher. `::` marks a page that names no publisher and stands
 * for itself. Without `www.`.
 */
export const NAMED_ADDRESSES: readonly string[] = lines(`
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
  vk.com/:
  facebook.com/:
  twitter.com/i/::
  twitter.com/:
  x.com/i/::
  x.com/: -> twitter.com/:
  instagram.com/p/::
  instagram.com/:
  t.me/s/: -> t.me/:
  t.me/:
  telegra.ph/::
  graph.org/::
  te.legra.ph/::
  bsky.app/profile/:
  threads.net/:
  threads.com/: -> threads.net/:
  tiktok.com/:
  youtube.com/feeds/videos.xml?channel_id=: -> youtube.com/channel/:
  youtube.com/channel/:
  youtube.com/c/:
  youtube.com/user/:
  youtube.com/watch/::
  youtube.com/shorts/::
  youtube.com/:
  odysee.com/@:
  rumble.com/c/:
  rumble.com/user/:
  reddit.com/r/:
  old.reddit.com/r/: -> reddit.com/r/:
  reddit.com/user/:
  linkedin.com/::
  patreon.com/posts/::
  patreon.com/:
  ko-fi.com/:
  buymeacoffee.com/:
  boosty.to/:
  dzen.ru/a/::
  dzen.ru/media/: -> dzen.ru/:
  dzen.ru/:
  zen.yandex.ru/media/: -> dzen.ru/:
  teletype.in/:
  liveinternet.ru/users/:
  habr.com/ru/companies/:
  habr.com/ru/articles/::
  paragraph.xyz/@: -> paragraph.com/@:
  paragraph.com/@:
  steady.page/:/:
  telescope.ac/:
  write.as/:
  buttondown.com/:
  buttondown.email/: -> buttondown.com/:
  tinyletter.com/:
  getrevue.co/profile/:
  mailchi.mp/:
  rss.app/feeds/:
  feeds.feedburner.com/:
  feeds2.feedburner.com/: -> feeds.feedburner.com/:
  feedproxy.google.com/~r/: -> feeds.feedburner.com/:
  feeds.megaphone.fm/:
  feeds.acast.com/public/shows/:
  anchor.fm/s/:
  anchor.fm/:
  rss.art19.com/:
  feeds.buzzsprout.com/:
  feeds.transistor.fm/:
  feeds.simplecast.com/:
  feeds.soundcloud.com/::
  soundcloud.com/:
  feed.podbean.com/:
  feeds.captivate.fm/:
  feeds.libsyn.com/:
  rss.com/podcasts/:
  patch.com/:/:
  hackmd.io/:
  dev.to/feed/: -> dev.to/:
  dev.to/:
  hackernoon.com/u/:
  vocal.media/:
  publish.obsidian.md/:
  gist.github.com/:
  github.com/:
  gitlab.com/:
  bitbucket.org/:
  codeberg.org/:
  raw.githubusercontent.com/:
  gist.githubusercontent.com/:
  cdn.jsdelivr.net/::
  s3.amazonaws.com/:
  web.archive.org/::
  archive.org/details/:
  blogs.mediapart.fr/:
  kompasiana.com/:
  members.tripod.com/:
`);

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}

function lines(text: string): string[] {
  return text.trim().split(/\s*\n\s*/);
}
