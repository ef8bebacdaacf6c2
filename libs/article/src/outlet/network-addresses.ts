/**
 * Addresses of social networks, of stores of films and podcasts, and of archives that name their publisher, in the form
 * that `NAMED_ADDRESSES` explains.
 */
export const NETWORK_ADDRESSES: readonly string[] = `
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
  cohost.org/:
  pillowfort.social/:
  steemit.com/@:
  hive.blog/@:
  peakd.com/@:
  ecency.com/@:
  story.kakao.com/:
  band.us/band/:
  bitchute.com/channel/:
  bitchute.com/::
  dailymotion.com/video/::
  dailymotion.com/:
  vimeo.com/::
  twitch.tv/:
  open.spotify.com/show/:
  open.spotify.com/::
  podcasts.apple.com/::
  mixcloud.com/:
  audioboom.com/channels/:
  audioboom.com/::
  feeds.redcircle.com/:
  feeds.castos.com/:
  feeds.blubrry.com/feeds/:.xml
  deviantart.com/:
  flickr.com/photos/:
  pinterest.com/pin/::
  pinterest.com/:
  quora.com/::
  gab.com/:
  truthsocial.com/@:
  lemmy.world/c/:
  mastodon.social/@:
  mastodon.online/@:
  mstdn.social/@:
  mstdn.jp/@:
  mas.to/@:
  fosstodon.org/@:
  newsie.social/@:
  journa.host/@:
`
  .trim()
  .split('\n')
  .map((line) => line.trim());
