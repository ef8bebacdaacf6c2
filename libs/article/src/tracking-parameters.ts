/** Names of query parameters that only say how a reader came to the page. Compared in lower case. */
export const TRACKING_NAMES: ReadonlySet<string> = new Set(
  `
  fbclid fb_action_ids fb_action_types fb_source fb_ref fbrefresh mibextid sthisfb
  gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid msclkid yclid ysclid twclid ttclid li_fat_id epik rdt_cid sccid
  irclickid irgwc s_kwcid ef_id igsh igshid wickedid _openstat
  _ga _gl _gac _gid _hsenc _hsmi __hssc __hstc __hsfp hsctatracking mkt_tok vero_id vero_conv oly_enc_id oly_anon_id
  elqtrack elqtrackid hootpostid echobox spm scm trk trkcampaign trkinfo _branch_match_id _branch_referrer
  smid smtyp smvar emc guccounter ncid icid ocid ito xtor cmp cmpid cvid intcmp int_cmp intlink sr_share soc_src soc_trk tsrc
  ftag ftcamp sref srnd leadsource in_source taid feedtype feedname wpisrc wpmm wprss itid bxid cndid mbid
  dicbo outputcontext __twitter_impression twitter_impression ref_src ref_url referer referrer
  li_source li_medium tpcc traffic_source zanpid regi_id segment_id fb_comment_id chromeless
  sc_src sc_cid sc_lid sc_uid sc_llid sc_channel sc_campaign sc_publisher sc_geo sc_outcome
  sharedfrom sharetype shareid share_id share_token ampshare usqp noamp nonamp replytocom
  phpsessid jsessionid cfid cftoken oscsid zenid
  nocache cachebust cachebuster
  srsltid hss_channel __s _kx _ke dm_i ml_subscriber ml_subscriber_hash ck_subscriber_id bbeml rb_clickid tblci cjevent emci emdi
  lipi rcm sfnsn __tn__ __xts__ _rdr _rdc fb_news_token action_object_map action_type_map action_ref_map
  isappinstalled nsukey spm_id_from vd_source share_source share_medium share_from hmsr hmpl hmcu hmkw hmci bd_vid zarsrc
  unlocked_article_code smprod fsrc ex_cid wpsrc hpt yptr .tsrc reflink pwapi_token share_code embedded-checkout
  xts xtref xtatc xtmc xtcr xtnp _guc_consent_skip trackingid noredirect
  `
    .trim()
    .split(/\s+/),
);

/** Families of such names, by how they begin. `at_` is AT Internet (BBC), `ns_` comScore, `wt.` WebTrends. */
export const TRACKING_PREFIXES: readonly string[] = [
  'utm_', 'mc_', 'pk_', 'mtm_', 'matomo_', 'piwik_', 'ns_', 'at_', 'hsa_', 'itm_', 'guce_', 'wt.', 'wt_', 'amp_', 'sfmc_', 'aspsessionid',
  'bsft_', 'gaa_', '__cft__', '_ga_',
]; // prettier-ignore

/** Parameters that carry a channel on some sites and mean something on others: dropped only for a channel. */
export const CHANNEL_NAMES: ReadonlySet<string> = new Set(
  'ref source src from via mod cid partner campaign medium share origin s_cid sc tid platform'.split(' '),
);

/** First word of a value that names a channel (`rss_world`, `tw-share`, `feed`). */
export const CHANNEL_WORDS: ReadonlySet<string> = new Set(
  `rss feed feeds atom twitter tw facebook fb linkedin whatsapp telegram reddit pinterest instagram tumblr email newsletter
  social share shared sharing push googlenews flipboard applenews dlvr dlvrit hootsuite bitly
  rsswn rssfeed rssfeeds feedburner twitterfeed ifttt smartnews newsbreak timeline singlemessage groupmessage wechat weibo viber messenger
  threads bluesky mastodon`
    .trim()
    .split(/\s+/),
);

/** Parameters that only choose how the same article is shown, with the values that do so (empty: no value). */
export const PRESENTATION_VALUES: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    amp: ' 1 true yes 0 false',
    _amp: ' 1 true yes',
    isamp: ' 1 true yes',
    m: '1',
    mobile: '1 true yes',
    ismobile: '1 true yes',
    print: ' 1 true yes y',
    printmode: ' 1 true yes',
    rss: ' 1 true',
    embedded: '1 true',
    desktop: ' 1 true',
    device: 'mobile amp',
    service: 'print',
    printable: ' 1 true yes',
    output: 'amp amphtml mobile print',
    outputtype: 'amp valid_amp mobile print',
    view: 'amp mobile print',
    display: 'amp mobile print',
    format: 'amp mobile print',
    mode: 'amp mobile print',
    shared: '1',
    feature: 'share youtu.be',
    pagewanted: 'all print',
    singlepage: '1 true',
    fullsite: '1 true',
    tmpl: 'component',
    refresh: ' 1 true',
    _r: '0 1 2',
  }).map(([name, values]) => [name, new Set(values.split(' '))]),
);
