const words = (text: string): string[] => text.trim().split(/\s+/);

/**
 * Query parameters that only ever say how a reader arrived, in lower case. A name that is short enough for a
 * site to use for its articles (`ncid`, `emc`, `trk`) belongs under a host or a shape of value, not here.
 */
export const TRACKING_NAMES: ReadonlySet<string> = new Set(
  words(`
  utm mtm fbclid fb_action_ids fb_action_types fb_source fb_ref fbrefresh mibextid sthisfb
  gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid msclkid yclid ysclid twclid ttclid li_fat_id epik rdt_cid sccid
  irclickid irgwc s_kwcid ef_id igsh igshid wickedid _openstat gs_l ceneo_spo os_ehash wtrid tracking_source
  _ga _gl _gac _gid _hsenc _hsmi __hssc __hstc __hsfp hsctatracking mkt_tok vero_id vero_conv oly_enc_id oly_anon_id
  elqtrack elqtrackid hootpostid echobox spm trkcampaign trkinfo _branch_match_id _branch_referrer
  smtyp smvar guccounter ito cmpid intcmp int_cmp intlink sr_share soc_src soc_trk s_cid
  ftcamp leadsource in_source feedtype feedname wpisrc wprss
  dicbo oborigurl obclickid outputcontext __twitter_impression twitter_impression ref_src ref_url referer referrer
  li_source li_medium tpcc traffic_source zanpid fb_comment_id chromeless email_referrer email_subject
  spmailingid spuserid spjobid spreportid cm_mmc cm_mmca1 cm_mmca2 cm_mmca3 cm_ven cm_lm
  sharedfrom sharetype share_token ampshare usqp noamp nonamp replytocom triedredirect
  phpsessid jsessionid cftoken oscsid zenid
  nocache cachebust cachebuster
  srsltid hss_channel __s _kx _ke dm_i ml_subscriber ml_subscriber_hash ck_subscriber_id bbeml rb_clickid tblci cjevent emci emdi
  lipi rcm sfnsn __tn__ __xts__ _rdr _rdc fb_news_token action_object_map action_type_map action_ref_map
  isappinstalled nsukey spm_id_from vd_source share_source share_medium share_from hmsr hmpl hmcu hmkw hmci bd_vid zarsrc
  unlocked_article_code smprod ex_cid wpsrc yptr .tsrc reflink pwapi_token share_code embedded-checkout
  xts xtref xtatc xtmc xtcr xtnp _guc_consent_skip trackingid noredirect
  `),
);

/** What follows the prefix in any family of campaign parameters. */
const CAMPAIGN =
  'campaign|campaign_?(?:name|type|group)|medium|source|term|content|channel|kwd|keywords?|placement|creative|audience';

/**
 * Members of families, by what follows the prefix. `at_id`, `ns_seq` and `amp_no` are names that sites use
 * themselves; they stay.
 */
const FAMILIES: Readonly<Record<string, string>> = {
  // Google Analytics, and tools that adopted its names.
  utm_: '[a-z_]+\\d?',
  'mtm_|matomo_|piwik_|pk_': `${CAMPAIGN}|cid|vid|group`,
  'hmb_|otm_|ga_|vn_|itm_|lmd_': `${CAMPAIGN}|creation|send_date|recipient`,
  _ga_: '[a-z0-9]{6,}',
  // MailChimp.
  mc_: 'eid|cid|tc',
  // comScore.
  ns_: 'mchannel|campaign|source|linkname|fee',
  // Piano, formerly AT Internet.
  at_: `${CAMPAIGN}|custom\\d|link_(?:id|type|origin)|ptr_(?:name|type)|bbc_team|format|variant|creation|(?:general|detail)_placement|emailtype|recipient_(?:id|list)|platform|network|send_date|offre|type`,
  // Webtrekk, Webtrends.
  wt_: 'z?mc|mc_(?:id|ev)|tsrc|cc\\d|ga|kw|eid',
  'wt\\.': '(?:mc|i|z|si|cg|pn|rss)_\\w+|tsrc|srch|ac|nav|ti',
  wz: 'mc',
  // AMP viewers.
  amp_: 'js_v|gsa|kit|share|lite|latest_update_time|ct|tf|cb|analytics',
  // HubSpot advertisements, Salesforce, Yahoo, Bluecore, Google's article access.
  hsa_: 'acc|cam|grp|ad|src|tgt|kw|mt|net|ver|la|ol',
  sfmc_: 'id|sub|subkey|activity|activity_?id|journey_?(?:id|name)|asset_?id|send_?id|channel',
  guce_: 'referrer|referrer_sig',
  bsft_: '(?:clk|u|e|m|l|aax|t)id|mime_type|ek|lx|tv|hp',
  gaa_: 'at|n|ts|sig',
  aspsessionid: '[a-z]+',
  __cft__: '.*',
};

export const TRACKING_FAMILY = new RegExp(
  `^(?:${Object.entries(FAMILIES)
    .map(([prefix, members]) => `(?:${prefix})(?:${members})`)
    .join('|')})$`,
);

/**
 * Names that are tracking on some sites and identify articles on others: the sites (registered domains, or
 * labels of them), then the names.
 */
export const BOUND_NAMES: readonly { sites: RegExp; names: RegExp }[] = [
  { sites: /^(?:msn|bing)\.com$/, names: /^(?:ocid|cvid|pc|ei|form|sk|sp|sc|qs|qp|icid|bingparse|apiversion)$/ },
  { sites: /^nytimes\.com$/, names: /^(?:smid|emc|segment_id|regi_id|user_id|instance_id|te|nl|campaign_id|searchresultposition|hp|action|pgtype|module|impression_id|algo|region)$/ },
  { sites: /^(?:techcrunch|engadget|aol|huffpost|huffingtonpost|yahoo)\.(?:com|co\.[a-z]{2})$/, names: /^(?:ncid|icid|tsrc|fr)$/ },
  { sites: /^(?:reuters|usatoday)\.com$/, names: /^taid$/ },
  { sites: /^bbc\.(?:com|co\.uk)$/, names: /^(?:at_[a-z_0-9]+|ns_[a-z_]+|intlink_from_url|link_location|ocid|pinned_post_(?:locator|asset_id|type))$/ },
  { sites: /^washingtonpost\.com$/, names: /^(?:itid|wpmm|tid|nid)$/ },
  { sites: /^(?:newyorker|wired|vogue|vanityfair|gq|bonappetit|pitchfork|architecturaldigest|teenvogue)\.(?:com|co\.[a-z]{2})$/, names: /^(?:mbid|bxid|cndid|esrc|hasha|hashb|hashc)$/ },
  { sites: /^(?:bloomberg|businessweek)\.com$/, names: /^(?:srnd|sref|cmp)$/ },
  { sites: /^(?:cbsnews|cbssports|cnet|zdnet|techrepublic)\.com$/, names: /^ftag$/ },
  { sites: /^economist\.com$/, names: /^(?:fsrc|gsp)$/ },
  { sites: /^linkedin\.com$/, names: /^(?:trk|refid|trackingid)$/ },
  { sites: /^(?:theguardian|guardian)\.(?:com|co\.uk)$/, names: /^cmp$/ },
  { sites: /^(?:reddit|xiaohongshu)\.com$/, names: /^(?:share_id|shareid|rdt|correlation_id)$/ },
  { sites: /^(?:taobao|tmall|aliexpress|alibaba|lazada|sohu|1688)\.(?:com|co\.[a-z]{2}|com\.[a-z]{2}|sg|vn)$/, names: /^(?:scm[_a-z-]*|pvid)$/ },
  { sites: /^substack\.com$/, names: /^(?:r|s|publication_id|post_id|isfreemail|showwelcome(?:onshare)?|token)$/ },
  { sites: /^(?:thetimes|thesundaytimes)\.(?:com|co\.uk)$/, names: /^(?:sharetoken|region)$/ },
  { sites: /^nikkei\.com$/, names: /^n_cid$/ },
  { sites: /^qq\.com$/, names: /^(?:chksm|scene|mpshare|srcid|sharer_\w+|ascene|devicetype|version|nettype|abtest_cookie|lang|exportkey|pass_ticket|wx_header|clicktime|enterid|subscene|sessionid|from)$/ },
  { sites: /^(?:facebook)\.com$/, names: /^(?:hc_[a-z_]+|rdid|eav|paipv|comment_tracking|__xts__.*)$/ },
  { sites: /^(?:twitter|x)\.com$/, names: /^(?:s|t|cn|ref_src)$/ },
  { sites: /^youtube\.com$|^youtu\.be$/, names: /^(?:si|pp|ab_channel)$/ },
  { sites: /^(?:google)\.(?:com?\.)?[a-z]{2,3}$/, names: /^(?:oc|ved|ei|sei|usg|gws_rd|sxsrf)$/ },
]; // prettier-ignore

/** Names that are tracking if the value looks like it, at any site. A number may be that of an article. */
export const SHAPED_NAMES: ReadonlyMap<string, RegExp> = new Map(
  Object.entries({
    // Words joined by hyphens: `tw-share`, `nytcore-ios-share`.
    smid: /^[a-z]+(?:-[a-z]+)+$/,
    // A channel, a hyphen and more: `RSS-3208`, `CS1-81-[post]`.
    xtor: /^[a-z]{1,4}\d{0,3}-/,
    hpt: /^[a-z]+_[a-z]+\d*$/,
    // Emarsys and Red Hat write codes with letters.
    ...Object.fromEntries(
      words('sc_src sc_cid sc_lid sc_uid sc_llid sc_channel sc_campaign sc_publisher sc_geo sc_outcome').map(
        (name) => [name, /[a-z]/],
      ),
    ),
    // Positions at Alibaba: `20140713.130102.1.3`.
    scm: /^[\w-]+(?:\.[\w-]*){2,}$/,
    can_id: /^(?:[0-9a-f]{32})?$/,
    share_id: /^(?=.*\d)(?=.*[a-z])[\w-]{16,}$/,
    shareid: /^(?=.*\d)(?=.*[a-z])[\w-]{16,}$/,
    cfid: /^[0-9a-f-]{8,}$/,
    // Sessions of phpBB and similar software. A short value under the same name is a story or a conference
    // session.
    ...Object.fromEntries(
      words('sid sessionid session_id').map((name) => [name, /^(?:[0-9a-f]{32,}|(?=.*\d)[0-9a-z]{26})$/]),
    ),
    // The cache buster of jQuery.
    _: /^\d{10,13}$/,
    // Webtrekk and similar tools (`wmc`, `emc`) name a campaign in words or in dotted parts.
    ...Object.fromEntries(
      [...'abcdefghijklmnopqrstuvwxyz'].map((letter) => [`${letter}mc`, /^(?:[^\d]+|[^.]+(?:\.[^.]*){2,})$/]),
    ),
  }),
);

/**
 * Parameters that carry a channel on some sites and mean something else on others. They are dropped only if
 * the first word is a channel.
 */
export const CHANNEL_NAMES: ReadonlySet<string> = new Set(
  words('ref source src from via mod cid partner campaign medium share origin sc tid platform'),
);

/**
 * The same for names of campaigns. They are dropped if any word of the value is a channel
 * (`socialflow_twitter`, `share_btn_tw`).
 */
export const CAMPAIGN_NAMES: ReadonlySet<string> = new Set(
  words('ocid cmp icid itid ncid taid trk emc fsrc ftag mbid sref tsrc wpmm'),
);

/** A word of a value that names a channel (`rss_world`, `tw-share`, `feed`). */
export const CHANNEL_WORDS: ReadonlySet<string> = new Set(
  words(`rss feed feeds atom twitter tw facebook fb linkedin whatsapp telegram reddit pinterest instagram tumblr email newsletter
  social share shared sharing push googlenews flipboard applenews dlvr dlvrit hootsuite bitly socialflow
  rsswn rssfeed rssfeeds feedburner twitterfeed ifttt smartnews newsbreak timeline singlemessage groupmessage wechat weibo viber messenger
  threads bluesky mastodon`),
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
