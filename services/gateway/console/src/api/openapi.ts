/* Generated from docs/openapi.json by `npm run console:generate`. */

export type ArticleRevisions = {
  [k: string]: unknown;
}[];

export interface Schemas {
  AddFeed: AddFeed;
  ChangeFeed: ChangeFeed;
  PauseFeed: PauseFeed;
  DiscoverFeeds: DiscoverFeeds;
  FeedDiscovery: FeedDiscovery;
  Feed: Feed;
  FeedPage: FeedPage;
  FeedHealthReport: FeedHealthReport;
  ImportReport: ImportReport;
  ArticleRecord: ArticleRecord;
  ArticlePage: ArticlePage;
  ArticleRevisions: ArticleRevisions;
  RevisionDiff: RevisionDiff;
  ArticleDecisions: ArticleDecisions;
  PageText: PageText;
  Withdraw: Withdraw;
  WithdrawalAccepted: WithdrawalAccepted;
  ClusterRecord: ClusterRecord;
  ClusterPage: ClusterPage;
  MergeClusters: MergeClusters;
  SplitCluster: SplitCluster;
  ClusterOrderAccepted: ClusterOrderAccepted;
  Trace: Trace;
  TracePage: TracePage;
  SkippedEntries: SkippedEntries;
  Audit: Audit;
  Counts: Counts;
  Change: Change;
  ChangePage: ChangePage;
  UrlParameter: UrlParameter;
  RuleParameter: RuleParameter;
  Site: Site;
  SitePage: SitePage;
  DeadLetter: DeadLetter;
  DeadLetterPage: DeadLetterPage;
  LetterGroup: LetterGroup;
  LetterGroupList: LetterGroupList;
  ReleaseLetters: ReleaseLetters;
  DiscardLetters: DiscardLetters;
  LettersSettled: LettersSettled;
  Reconciliation: Reconciliation;
  Intake: Intake;
  Problem: Problem;
}
export interface AddFeed {
  /**
   * Absolute http or https address
   */
  url: string;
  title?: string;
  /**
   * Labels of the operator: no comma, no space at the ends
   *
   * @maxItems 50
   */
  labels?: string[];
  intervalSeconds?: number | null;
  priority?: 'low' | 'normal' | 'high';
  /**
   * Whether the server is believed when it calls the document unchanged; auto: until it is caught
   */
  validators?: 'auto' | 'trust' | 'distrust';
  /**
   * Who waits when the server asks to: auto is the host for 429 and the feed for 503
   */
  retryAfterScope?: 'auto' | 'feed' | 'host';
  /**
   * Whether an article near to another one stands beside it or is its duplicate; auto: as NEAR_DUPLICATES_DROPPED_FROM says
   */
  nearDuplicates?: 'auto' | 'keep' | 'drop';
  /**
   * What articles are read from; feed: from its own content, and no page is ever asked for
   */
  contentFrom?: 'page' | 'feed';
  /**
   * Outlets beside its own for which the feed may speak: its texts, headlines, authors and dates count for their addresses. A domain, or host and path where outlets share a host
   *
   * @maxItems 100
   */
  speaksFor?: string[];
  pageTypes?:
    | (
        | 'article'
        | 'live_blog'
        | 'video'
        | 'audio'
        | 'gallery'
        | 'section'
        | 'product'
        | 'forum'
        | 'documentation'
        | 'service'
        | 'error'
        | 'bot_wall'
        | 'paywall_teaser'
      )[]
    | null;
}
export interface ChangeFeed {
  /**
   * Absolute http or https address
   */
  url?: string;
  intervalSeconds?: number | null;
  priority?: 'low' | 'normal' | 'high';
  /**
   * Whether the server is believed when it calls the document unchanged; auto: until it is caught
   */
  validators?: 'auto' | 'trust' | 'distrust';
  /**
   * Who waits when the server asks to: auto is the host for 429 and the feed for 503
   */
  retryAfterScope?: 'auto' | 'feed' | 'host';
  /**
   * Whether an article near to another one stands beside it or is its duplicate; auto: as NEAR_DUPLICATES_DROPPED_FROM says
   */
  nearDuplicates?: 'auto' | 'keep' | 'drop';
  /**
   * What articles are read from; feed: from its own content, and no page is ever asked for
   */
  contentFrom?: 'page' | 'feed';
  /**
   * Outlets beside its own for which the feed may speak: its texts, headlines, authors and dates count for their addresses. A domain, or host and path where outlets share a host
   *
   * @maxItems 100
   */
  speaksFor?: string[];
  pageTypes?:
    | (
        | 'article'
        | 'live_blog'
        | 'video'
        | 'audio'
        | 'gallery'
        | 'section'
        | 'product'
        | 'forum'
        | 'documentation'
        | 'service'
        | 'error'
        | 'bot_wall'
        | 'paywall_teaser'
      )[]
    | null;
  /**
   * The operator’s own title; null for that of the document
   */
  title?: string | null;
  /**
   * Labels of the operator: no comma, no space at the ends
   *
   * @maxItems 50
   */
  labels?: string[];
}
export interface PauseFeed {
  /**
   * Shown wherever the feed is
   */
  reason: string;
}
export interface DiscoverFeeds {
  /**
   * Address of a page, or of a feed
   */
  url: string;
}
export interface FeedDiscovery {
  /**
   * The page after redirects
   */
  url: string;
  feeds: {
    url: string;
    title: string | null;
    /**
     * itself: the address is a feed. link, anchor: named by the page. well_known: not named, found where feeds often are. sitemap: no feed was found, and robots.txt names this
     */
    from: 'itself' | 'link' | 'anchor' | 'well_known' | 'sitemap';
  }[];
}
export interface Feed {
  feedId: string;
  url: string;
  /**
   * Requests to one key are made one after another
   */
  hostKey: string;
  /**
   * The operator’s own title, else that of the document
   */
  title: string | null;
  ownTitle: string | null;
  documentTitle: string | null;
  /**
   * Labels of the operator: no comma, no space at the ends
   *
   * @maxItems 50
   */
  labels: string[];
  siteUrl: string | null;
  kind: string | null;
  /**
   * active: polled. failing: polled seldom, for it failed many times in a row. flooding: polled ever more slowly, for it offers more than its budget. paused: by an operator, or as a duplicate of another feed. gone: its server said so
   */
  state: 'active' | 'failing' | 'flooding' | 'paused' | 'gone';
  stateReason: string | null;
  /**
   * Null for a feed that came into its state before this was kept
   */
  stateSince: string | null;
  /**
   * Whether the feed does what it should. Its last answers stand in recentFetches
   */
  health: {
    /**
     * failing: no success for longer than a day and three intervals. blocked: the site, its robots.txt or our own policy refuses it. never_succeeded: no poll has ever brought a document. silent: it answers, and brings no entries for so long that chance is excluded. damaged: its documents are cut off, broken or suddenly empty. losing: two polls within the last day shared no entry, and no search found what lay between. drop: it brings far fewer entries than usual. flooding: it offers more than its budget. gone: its server said so (410); it is not polled. paused: by an operator, or as the duplicate of another feed. healthy: none of these
     */
    state:
      | 'failing'
      | 'blocked'
      | 'never_succeeded'
      | 'silent'
      | 'damaged'
      | 'losing'
      | 'drop'
      | 'flooding'
      | 'gone'
      | 'paused'
      | 'healthy';
    /**
     * Null for a healthy feed
     */
    since: string | null;
    class: string | null;
    reason: string | null;
    remedy: string | null;
  };
  /**
   * Present polling interval
   */
  intervalSeconds: number;
  /**
   * ISO 8601 instant in UTC
   */
  nextFetchAt: string;
  /**
   * What the next time came from
   */
  nextFetchReason: string;
  http: {
    etag: string | null;
    lastModified: string | null;
    bodyHash: string | null;
    fullAt: string | null;
    liedAt: string | null;
  };
  failure: {
    consecutive: number;
    /**
     * Weight of the failures in a row
     */
    points: number;
    lastClass: string | null;
    lastStatus: number | null;
    lastMessage: string | null;
    lastAt: string | null;
  };
  rhythm: {
    ttlSeconds: number | null;
    updateSeconds: number | null;
    skipHours: number[];
    skipDays: number[];
  } | null;
  /**
   * What an operator has ruled
   */
  policy: {
    intervalSeconds: number | null;
    priority: 'low' | 'normal' | 'high';
    /**
     * Whether the server is believed when it calls the document unchanged; auto: until it is caught
     */
    validators: 'auto' | 'trust' | 'distrust';
    /**
     * Who waits when the server asks to: auto is the host for 429 and the feed for 503
     */
    retryAfterScope: 'auto' | 'feed' | 'host';
    /**
     * Whether an article near to another one stands beside it or is its duplicate; auto: as NEAR_DUPLICATES_DROPPED_FROM says
     */
    nearDuplicates: 'auto' | 'keep' | 'drop';
    /**
     * What articles are read from; feed: from its own content, and no page is ever asked for
     */
    contentFrom: 'page' | 'feed';
    /**
     * Outlets beside its own for which the feed may speak: its texts, headlines, authors and dates count for their addresses. A domain, or host and path where outlets share a host
     *
     * @maxItems 100
     */
    speaksFor: string[];
    pageTypes:
      | (
          | 'article'
          | 'live_blog'
          | 'video'
          | 'audio'
          | 'gallery'
          | 'section'
          | 'product'
          | 'forum'
          | 'documentation'
          | 'service'
          | 'error'
          | 'bot_wall'
          | 'paywall_teaser'
        )[]
      | null;
  };
  move: {
    target: string;
    seen: number;
    /**
     * ISO 8601 instant in UTC
     */
    since: string;
    wasRead: boolean;
  } | null;
  identity: {
    /**
     * guid, link, link+date, title+date or content
     */
    policy: string;
    reason: string;
    invalidGuids: number;
    unstableGuids: number;
    /**
     * ISO 8601 instant in UTC
     */
    checkedAt: string;
  } | null;
  problem: {
    /**
     * damaged: the document is cut off, fewer entries could be read than it offers, or it has none and the one before had some. flooding: it offers more than the budget of the feed or of its host, which the reason names; the rest is accounted as over budget
     */
    kind: 'damaged' | 'flooding';
    reason: string;
    /**
     * ISO 8601 instant in UTC
     */
    since: string;
    bodyHash: string | null;
  } | null;
  duplicateOf: string | null;
  stats: {
    fetches: number;
    notModified: number;
    entries: number;
    newEntries: number;
    changedEntries: number;
    lastDay: {
      account: EntryAccount;
      fetches: number;
      notModified: number;
      failures: number;
      entries: number;
      newEntries: number;
      changedEntries: number;
      probableLosses: number;
      backfilled: number;
      pushes: number;
      pushedEntries: number;
      bytes: number;
    };
    last30Days: {
      account: EntryAccount1;
      fetches: number;
      notModified: number;
      failures: number;
      entries: number;
      newEntries: number;
      changedEntries: number;
      probableLosses: number;
      backfilled: number;
      pushes: number;
      pushedEntries: number;
      bytes: number;
    };
  };
  /**
   * Polls that shared no entry with the one before or discovered a damaged document, so that entries were probably lost, and what backfills found of them
   */
  losses: {
    count: number;
    lastAt: string | null;
    lastSince: string | null;
    backfilled: number;
    backfillUnderWay: boolean;
    lastBackfill: {
      /**
       * ISO 8601 instant in UTC
       */
      at: string;
      /**
       * Archive or sitemap that brought entries, or was read last
       */
      source: string;
      documents: number;
      entries: number;
      /**
       * closed: it came to what was known. exhausted: its limits ended it. no_source: nothing was left to look in
       */
      outcome: 'closed' | 'exhausted' | 'no_source';
    } | null;
  };
  volume: {
    state: 'learning' | 'ok' | 'silent' | 'drop';
    /**
     * ISO 8601 instant in UTC
     */
    stateSince: string;
    silentSince: string | null;
    /**
     * Entries that the window which was judged should have brought
     */
    expected: number;
    found: number;
    windowHours: number;
    expectedPerDay: number;
    /**
     * Variance of the days over their mean; 1 is pure chance
     */
    dispersion: number;
    observedDays: number;
    /**
     * Expected entries in each hour of the week, Monday 00:00 UTC first
     */
    hourOfWeek: number[];
    /**
     * ISO 8601 instant in UTC
     */
    learnedAt: string;
    /**
     * ISO 8601 instant in UTC
     */
    judgedAt: string;
  } | null;
  /**
   * Outlets that name the feed as their own, though it lies elsewhere
   */
  voices: {
    outlet: string;
    by: 'autodiscovery' | 'redirect' | 'hub';
    /**
     * The address that says so
     */
    evidence: string;
    /**
     * ISO 8601 instant in UTC
     */
    checkedAt: string;
  }[];
  websub: {
    hub: string;
    topic: string;
    /**
     * off: a hub is announced, and no callback address is set
     */
    state: 'off' | 'wanted' | 'pending' | 'active' | 'denied' | 'ending' | 'ended';
    /**
     * Whether the hub brings what the feed brings; polling is slow only for a trusted one
     */
    trust: 'unproven' | 'trusted' | 'distrusted';
    leaseUntil: string | null;
    verifiedAt: string | null;
    nextActionAt: string | null;
    lastPushAt: string | null;
    deliveries: number;
    badSignatures: number;
    pushedEntries: number;
    /**
     * Found by a poll and not brought by the hub within the grace period
     */
    missedEntries: number;
    lastError: string | null;
  } | null;
  host: {
    /**
     * Nothing is asked of the host before: its pause, or what it asked for by Retry-After
     */
    nextAllowedAt: string;
    /**
     * Pause that its robots.txt asks for
     */
    crawlDelayMs: number;
    leasedUntil: string | null;
  } | null;
  nextRequest: {
    /**
     * ISO 8601 instant in UTC
     */
    at: string;
    /**
     * nextFetchReason, or host_pause where the host may be asked only later
     */
    because: string;
  } | null;
  /**
   * What became of the articles that it showed first; where one feed is asked for
   */
  articles?: {
    discovered: number;
    indexed: number;
    duplicate: number;
    rejected: number;
    deadLettered: number;
    inFlight: number;
    /**
     * Rejected articles by reason
     */
    rejectedBy: {
      /**
       * This interface was referenced by `undefined`'s JSON-Schema definition
       * via the `patternProperty` "^.*$".
       */
      [k: string]: number;
    };
  };
  lastFetchAt: string | null;
  lastSuccessAt: string | null;
  lastNewEntryAt: string | null;
  /**
   * The last thirty polls
   */
  recentFetches: {
    /**
     * ISO 8601 instant in UTC
     */
    at: string;
    outcome: string;
    status: number | null;
    ms: number;
    bytes: number;
    entries: number;
    newEntries: number;
    reason: string | null;
    account?: EntryAccount2;
  }[];
  origin: {
    type: 'api' | 'opml' | 'sample' | 'sitemap' | 'autodiscovery';
    ref: string | null;
  };
  /**
   * ISO 8601 instant in UTC
   */
  createdAt: string;
  /**
   * ISO 8601 instant in UTC
   */
  updatedAt: string;
  revision: number;
}
/**
 * offered = discovered + known + sameArticle + skipped
 */
export interface EntryAccount {
  /**
   * Entries that the bytes hold, counted apart from the reader
   */
  offered: number;
  /**
   * Articles that were new in the feed
   */
  discovered: number;
  /**
   * Entries that the feed had shown before, changed or not
   */
  known: number;
  /**
   * Entries that came to one article with another entry of their document
   */
  sameArticle: number;
  /**
   * Entries that were not taken, by reason
   */
  skipped: {
    /**
     * Entries left out for this reason
     */
    no_address?: number;
    /**
     * Entries left out for this reason
     */
    not_http?: number;
    /**
     * Entries left out for this reason
     */
    malformed?: number;
    /**
     * Entries left out for this reason
     */
    unreadable?: number;
    /**
     * Entries left out for this reason
     */
    too_old?: number;
    /**
     * Entries left out for this reason
     */
    undated?: number;
    /**
     * Entries left out for this reason
     */
    out_of_scope?: number;
    /**
     * Entries left out for this reason
     */
    over_budget?: number;
    /**
     * Entries left out for this reason
     */
    policy?: number;
    /**
     * Entries left out for this reason
     */
    sitemap?: number;
  };
}
/**
 * offered = discovered + known + sameArticle + skipped
 */
export interface EntryAccount1 {
  /**
   * Entries that the bytes hold, counted apart from the reader
   */
  offered: number;
  /**
   * Articles that were new in the feed
   */
  discovered: number;
  /**
   * Entries that the feed had shown before, changed or not
   */
  known: number;
  /**
   * Entries that came to one article with another entry of their document
   */
  sameArticle: number;
  /**
   * Entries that were not taken, by reason
   */
  skipped: {
    /**
     * Entries left out for this reason
     */
    no_address?: number;
    /**
     * Entries left out for this reason
     */
    not_http?: number;
    /**
     * Entries left out for this reason
     */
    malformed?: number;
    /**
     * Entries left out for this reason
     */
    unreadable?: number;
    /**
     * Entries left out for this reason
     */
    too_old?: number;
    /**
     * Entries left out for this reason
     */
    undated?: number;
    /**
     * Entries left out for this reason
     */
    out_of_scope?: number;
    /**
     * Entries left out for this reason
     */
    over_budget?: number;
    /**
     * Entries left out for this reason
     */
    policy?: number;
    /**
     * Entries left out for this reason
     */
    sitemap?: number;
  };
}
/**
 * offered = discovered + known + sameArticle + skipped
 */
export interface EntryAccount2 {
  /**
   * Entries that the bytes hold, counted apart from the reader
   */
  offered: number;
  /**
   * Articles that were new in the feed
   */
  discovered: number;
  /**
   * Entries that the feed had shown before, changed or not
   */
  known: number;
  /**
   * Entries that came to one article with another entry of their document
   */
  sameArticle: number;
  /**
   * Entries that were not taken, by reason
   */
  skipped: {
    /**
     * Entries left out for this reason
     */
    no_address?: number;
    /**
     * Entries left out for this reason
     */
    not_http?: number;
    /**
     * Entries left out for this reason
     */
    malformed?: number;
    /**
     * Entries left out for this reason
     */
    unreadable?: number;
    /**
     * Entries left out for this reason
     */
    too_old?: number;
    /**
     * Entries left out for this reason
     */
    undated?: number;
    /**
     * Entries left out for this reason
     */
    out_of_scope?: number;
    /**
     * Entries left out for this reason
     */
    over_budget?: number;
    /**
     * Entries left out for this reason
     */
    policy?: number;
    /**
     * Entries left out for this reason
     */
    sitemap?: number;
  };
}
export interface FeedPage {
  items: Feed[];
  next: string | null;
}
export interface FeedHealthReport {
  /**
   * ISO 8601 instant in UTC
   */
  checkedAt: string;
  /**
   * All feeds in one sentence
   */
  sentence: string;
  total: number;
  /**
   * Feeds by state of health; all states
   */
  counts: {
    /**
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: number;
  };
  /**
   * What is wrong, the worst first, 50 at most: feeds of one host with one state and class are one cause
   */
  causes: {
    /**
     * failing: no success for longer than a day and three intervals. blocked: the site, its robots.txt or our own policy refuses it. never_succeeded: no poll has ever brought a document. silent: it answers, and brings no entries for so long that chance is excluded. damaged: its documents are cut off, broken or suddenly empty. losing: two polls within the last day shared no entry, and no search found what lay between. drop: it brings far fewer entries than usual. flooding: it offers more than its budget. gone: its server said so (410); it is not polled. paused: by an operator, or as the duplicate of another feed. healthy: none of these
     */
    state:
      | 'failing'
      | 'blocked'
      | 'never_succeeded'
      | 'silent'
      | 'damaged'
      | 'losing'
      | 'drop'
      | 'flooding'
      | 'gone'
      | 'paused'
      | 'healthy';
    class: string | null;
    host: string;
    /**
     * Feeds that it concerns
     */
    feeds: number;
    since: string | null;
    reason: string | null;
    remedy: string | null;
    entriesPerDay: number | null;
    worst: {
      feedId: string;
      title: string | null;
      url: string;
    };
  }[];
  /**
   * Feeds by label, in the order of the labels
   */
  labels: {
    label: string;
    feeds: number;
    healthy: number;
    paused: number;
  }[];
}
export interface ImportReport {
  added: {
    feedId: string;
    url: string;
  }[];
  known: {
    feedId: string;
    url: string;
  }[];
  refused: {
    url: string;
    problem: string;
  }[];
}
export interface ArticleRecord {
  /**
   * sha256 of the identity URL, hex
   */
  articleId: string;
  /**
   * Version of this schema (semver)
   */
  schemaVersion: string;
  /**
   * 1 for the first, +1 for each accepted revision
   */
  version: number;
  /**
   * `usable`: it stands; `canceled`: it was retracted; `withdrawal` says why
   */
  status: 'usable' | 'canceled';
  /**
   * Where the article was found, as its feed or an operator gave it; absolute http or https URL
   */
  url: string;
  /**
   * The same in its identity form, of which articleId is the hash; absolute http or https URL
   */
  urlNormalized: string;
  /**
   * schema.org class, from JSON-LD. `NewsArticle`: unless the page claims a narrower class; `AnalysisNewsArticle`: analysis; `AskPublicNewsArticle`: a question to the readers; `BackgroundNewsArticle`: background; `OpinionNewsArticle`: opinion; `ReportageNewsArticle`: reporting from the scene; `ReviewNewsArticle`: a review; `LiveBlogPosting`: a live blog
   */
  type:
    | 'NewsArticle'
    | 'AnalysisNewsArticle'
    | 'AskPublicNewsArticle'
    | 'BackgroundNewsArticle'
    | 'OpinionNewsArticle'
    | 'ReportageNewsArticle'
    | 'ReviewNewsArticle'
    | 'LiveBlogPosting';
  /**
   * Kind of page, from what it states of itself, else by a model of its looks. `article`: one story: news, a report, a blog post; `live_blog`: posts on one running event; `video`: a film with some text; `audio`: a sound recording with some text; `gallery`: pictures with captions; `section`: a front page, a list of stories or of products, search results; `product`: something for sale; `forum`: a question or a discussion with replies; `documentation`: a manual, a reference or a course; `service`: what an organisation offers or says of itself; `error`: a page that says that there is none; `bot_wall`: a check whether the reader is a machine, or a refusal of machines; `paywall_teaser`: the opening of an article that is for subscribers
   */
  pageType?:
    | 'article'
    | 'live_blog'
    | 'video'
    | 'audio'
    | 'gallery'
    | 'section'
    | 'product'
    | 'forum'
    | 'documentation'
    | 'service'
    | 'error'
    | 'bot_wall'
    | 'paywall_teaser';
  /**
   * Title of the story without the name of the outlet, from JSON-LD, meta, title, h1 or feed
   */
  headline: string | null;
  /**
   * Other titles that the page states, from JSON-LD, meta fields and title
   */
  alternativeHeadline: string[];
  /**
   * Summary as the page states it, from JSON-LD or meta fields, else of its feed entry
   */
  description: string | null;
  /**
   * Plain text of the story, one paragraph a line, without the dateline
   */
  articleBody: string | null;
  /**
   * The same text as sanitised HTML: paragraphs, headings, lists, quotes and links only
   */
  articleBodyHtml: string | null;
  /**
   * Probability that the text is the article, whole and nothing else (0.9 or more of its words right), 0 to 1; below 0.5 look at the page; null in records of before
   */
  bodyConfidence?: number | null;
  /**
   * What speaks against the text being whole
   *
   * Items: `short`: a few lines; `cut_short`: it goes on elsewhere; `paywalled`: what stands before a barrier; `truncated`: longer than 500,000 characters, and cut there; `from_feed`: the text of the feed entry, because the page shows less; `half_missing`: two fifths or more of the long paragraphs of the page, or of the text in its JSON-LD, are not in it; `other_story`: it shares hardly a word with the text in JSON-LD, or with headline and summary; `hidden_text`: a good part of it is not shown to a reader; `extra_text`: it holds the text in JSON-LD and much besides; `many_links`: a good part of it is linked; `low_confidence`: `bodyConfidence` is below 0.5
   */
  bodyFlags?: (
    | 'short'
    | 'cut_short'
    | 'paywalled'
    | 'truncated'
    | 'from_feed'
    | 'half_missing'
    | 'other_story'
    | 'hidden_text'
    | 'extra_text'
    | 'many_links'
    | 'low_confidence'
  )[];
  /**
   * Posts of a live blog in page order, 200 at most, from JSON-LD or marked elements; else none
   */
  liveBlogUpdate?: {
    datePublished: string | null;
    /**
     * Its heading, as printed
     */
    headline: string | null;
    /**
     * Its plain text, one paragraph a line
     */
    articleBody: string;
  }[];
  /**
   * Words of articleBody, by the word rules of its script (UAX 29)
   */
  wordCount: number;
  /**
   * Sentences of articleBody, by the rules of its script (UAX 29)
   */
  sentenceCount?: number;
  /**
   * Unicode code points of articleBody
   */
  charCount: number;
  /**
   * Sections of the outlet, from JSON-LD and meta fields
   */
  articleSection: string[];
  /**
   * Topics, from JSON-LD, meta fields and the categories of the feed entry
   */
  keywords: string[];
  /**
   * Kinds of text as the publisher names them, from JSON-LD and meta fields
   */
  genre?: string[];
  /**
   * What the publisher says the report is about, from JSON-LD
   */
  about?: {
    /**
     * As stated
     */
    name: string;
    /**
     * schema.org class as stated: Person, Organization, Place, Thing and others
     */
    type: string | null;
    /**
     * Address that identifies it (sameAs, else url or @id)
     */
    url: string | null;
  }[];
  /**
   * Places that the publisher says the report is about, from JSON-LD
   */
  contentLocation?: {
    /**
     * As stated
     */
    name: string;
    /**
     * Degrees north, WGS 84
     */
    latitude: number | null;
    /**
     * Degrees east, WGS 84
     */
    longitude: number | null;
  }[];
  /**
   * In the order of the byline, from JSON-LD, meta, byline or feed
   */
  author: {
    /**
     * As printed or stated, without titles such as "By"
     */
    name: string;
    /**
     * schema.org class. `Person`: a journalist; `Organization`: an agency, a desk or an outlet
     */
    type: 'Person' | 'Organization';
    /**
     * Address of the author's own page, from JSON-LD
     */
    url: string | null;
  }[];
  /**
   * The line that names the authors, as printed
   */
  byline: string | null;
  dateline: {
    /**
     * As printed, without the dash after it
     */
    text: string;
    /**
     * Place as printed
     */
    place: string | null;
    /**
     * Agency that the line credits
     */
    agency: string | null;
    /**
     * Day as printed, "March 3": datelines seldom name a year
     */
    date: string | null;
  } | null;
  /**
   * A time without a zone is taken as UTC, a day as its midnight
   */
  datePublished: string | null;
  dateModified: string | null;
  /**
   * How exactly the publication date is stated. `second`: stated to the second; `minute`: stated to the minute; `day`: the day alone; the time of day is midnight; `unknown`: no date
   */
  datePublishedPrecision: 'second' | 'minute' | 'day' | 'unknown';
  /**
   * Whether the publication date states its UTC offset
   */
  datePublishedZoneStated: boolean;
  /**
   * UTC offset as the document states it, for example +03:00
   */
  datePublishedZone: string | null;
  /**
   * What to know of the publication date
   *
   * Items: `absent`: no place of the page states a publication date; `before_1990`: the stated year is before 1990; `from_url`: read from the address alone; `from_text`: read from a line of the text; `from_feed`: the feed alone states it; `future_refused`: a date more than a day after the fetch was refused; `day_order_guessed`: day and month were stated as two numbers, as in 04/05/2024, and nothing told which is which: read as in American English
   */
  dateFlags: (
    'absent' | 'before_1990' | 'from_url' | 'from_text' | 'from_feed' | 'future_refused' | 'day_order_guessed'
  )[];
  /**
   * BCP 47 language: what the page, else its feed, declares where the text may be in it; else that of the text
   */
  inLanguage: string | null;
  /**
   * Language that the text alone shows; null when it shows none
   */
  languageDetected?: {
    /**
     * BCP 47 language
     */
    code: string;
    /**
     * How sure it is, 0 to 1
     */
    confidence: number;
  } | null;
  /**
   * Pictures of the story in page order; the first is the lead image
   */
  image: {
    /**
     * Absolute address of the picture
     */
    url: string | null;
    /**
     * As printed below it, without the credit
     */
    caption: string | null;
    /**
     * The whole credit as printed
     */
    creditText: string | null;
    /**
     * Agency that the credit names
     */
    creditAgency: string | null;
    /**
     * Person that the credit names
     */
    creditPhotographer: string | null;
    /**
     * Pixels, as stated by the page
     */
    width: number | null;
    /**
     * Pixels, as stated by the page
     */
    height: number | null;
    /**
     * The id that the publisher’s system gives the picture
     */
    mediaId?: string | null;
    /**
     * Address or name of its licence, from JSON-LD, microdata or IPTC names (Web Statement of Rights)
     */
    license?: string | null;
    /**
     * As stated in JSON-LD, microdata or by IPTC names
     */
    copyrightNotice?: string | null;
    /**
     * Where a licence can be bought, from JSON-LD, microdata or IPTC names (Licensor URL)
     */
    acquireLicensePage?: string | null;
  }[];
  /**
   * Audio and video: what the feed entry encloses, then what the page describes (JSON-LD, og:video, og:audio); each address once
   */
  associatedMedia?: {
    /**
     * The file, else the player, else the page of the object; absolute http or https URL
     */
    url: string;
    /**
     * Media type (RFC 6838) as the feed or the page states it
     */
    type: string | null;
    /**
     * Length as the feed or the page states it
     */
    bytes: number | null;
    /**
     * What the page says it is
     */
    kind?: ('audio' | 'video') | null;
    /**
     * Title, as the page states it
     */
    name?: string | null;
    /**
     * Duration in seconds, as the page states it
     */
    seconds?: number | null;
    /**
     * Address of the player, as the page states it
     */
    embedUrl?: string | null;
    /**
     * Address of a still, as the page states it
     */
    thumbnailUrl?: string | null;
    datePublished?: string | null;
  }[];
  /**
   * The page of the comments, as the feed entry names it
   */
  discussionUrl?: string | null;
  /**
   * Where the feed entry says that the story comes from
   */
  isBasedOn?: {
    /**
     * Name of the feed or outlet
     */
    title: string | null;
    /**
     * Its page, else its feed
     */
    url: string | null;
  } | null;
  /**
   * The publisher's own address of the story, where the feed links to another
   */
  originalUrl?: string | null;
  publisher: {
    /**
     * The usual name
     */
    name: string;
    /**
     * What the page calls itself
     */
    asPrinted: string | null;
    /**
     * Registrable domain of its site
     */
    domain: string | null;
  } | null;
  provider?: {
    /**
     * As stated
     */
    name: string;
    /**
     * Its address
     */
    url: string | null;
  } | null;
  canonicalUrl: string | null;
  ampUrl: string | null;
  /**
   * The id that the publisher’s system gives the article, as printed
   */
  mediaId: string | null;
  /**
   * False where the page states that a part is for subscribers; null where it states nothing
   */
  isAccessibleForFree: boolean | null;
  /**
   * As the page states it, from JSON-LD or meta fields
   */
  copyrightNotice: string | null;
  /**
   * Who holds the copyright, from JSON-LD or meta fields
   */
  copyrightHolder?: string | null;
  /**
   * Address or name of the licence, from JSON-LD, rel=license or meta fields
   */
  license: string | null;
  /**
   * Corrections, clarifications, updates and notes of the editors, in page order
   *
   * Items: A note of the publisher on the text of this article
   */
  correction?: {
    /**
     * `correction`: an error is put right; `clarification`: what was right but unclear is said clearly; `update`: the story went on; `editors-note`: any other note of the editors
     */
    kind: 'correction' | 'clarification' | 'update' | 'editors-note';
    /**
     * As printed, label included
     */
    text: string;
    /**
     * When, as far as the note says; ISO 8601 instant in UTC
     */
    date: string | null;
  }[];
  /**
   * By field name: which source won, and what others said
   */
  provenance: {
    /**
     * Which source won the field, and which were refused
     *
     * This interface was referenced by `undefined`'s JSON-Schema definition
     * via the `patternProperty` "^.*$".
     */
    [k: string]: {
      /**
       * Where the chosen value stood: json-ld, meta:og:title, h1, time, url, feed, text and the like
       */
      source: string;
      /**
       * What other places said instead, eight at most
       */
      rivals: {
        /**
         * Where it stood
         */
        source: string;
        /**
         * What it said, as text of 300 characters at most
         */
        value: string;
      }[];
    };
  };
  /**
   * Other names of the article
   */
  altIds: {
    /**
     * `guid`: id of the feed entry; `mediaId`: id of the publisher; `ampUrl`: AMP address
     */
    role: 'guid' | 'mediaId' | 'ampUrl';
    /**
     * As the publisher states it
     */
    value: string;
  }[];
  /**
   * sha256 of headline and text, normalised, hex
   */
  contentHash: string;
  /**
   * Why this record stands on its own, and what it resembles
   */
  dedupe: {
    /**
     * The test that decided. `entry`: the same feed entry; `url`: the same address; `canonical`: the other names it as its canonical address; `content`: the same text; `headline`: the same headline and much of the text; `near_duplicate`: much of the text; `none`: nothing matched
     */
    tier: 'entry' | 'url' | 'canonical' | 'content' | 'headline' | 'near_duplicate' | 'none';
    /**
     * The article that it resembles, for a near-duplicate
     */
    duplicateOf: string | null;
    /**
     * Likeness of the texts, 0 to 1; null where none was compared
     */
    score: number | null;
    /**
     * Rules that decided, with their versions: `jaccard` (a copy of the whole) or `containment` (of a part) for a near-duplicate, else the rules of addresses and of texts
     */
    rule: string;
    /**
     * When the deduplicator decided; ISO 8601 instant in UTC
     */
    decidedAt: string;
  };
  /**
   * Cluster of near-duplicates that it belongs to
   */
  clusterId: string | null;
  /**
   * Where else the same article was seen, the first 200, the first first
   */
  alsoSeenIn: {
    /**
     * sha256 of the identity URL, hex
     */
    articleId: string;
    /**
     * Feed that showed it; null for an import
     */
    feedId: string | null;
    /**
     * Where it was seen; absolute http or https URL
     */
    url: string;
    /**
     * The test that recognised it, as in dedupe.tier. `entry`: the same feed entry; `url`: the same address; `canonical`: the other names it as its canonical address; `content`: the same text; `headline`: the same headline and much of the text; `near_duplicate`: much of the text, where the policy drops those; `same_entry`: until 1.4.0, now `entry`; `same_url`: until 1.4.0, now `url` or `canonical`; `same_content`: until 1.4.0, now `content`; `same_headline`: until 1.4.0, now `headline`
     */
    tier:
      | 'entry'
      | 'url'
      | 'canonical'
      | 'content'
      | 'headline'
      | 'near_duplicate'
      | 'same_entry'
      | 'same_url'
      | 'same_content'
      | 'same_headline';
    /**
     * Likeness of the texts, 0 to 1; null where none was compared
     */
    score: number | null;
    /**
     * When it was first seen there; ISO 8601 instant in UTC
     */
    firstSeenAt: string;
  }[];
  /**
   * The last 50 versions, the oldest first
   */
  revisions: {
    /**
     * Version of the record that it made
     */
    version: number;
    /**
     * When it was indexed; ISO 8601 instant in UTC
     */
    at: string;
    /**
     * Names of the fields that changed
     */
    changed: string[];
    /**
     * `first`: the first version; `none`: nothing that a reader sees; `cosmetic`: white space, case, punctuation, a time stamp or a counter alone; `minor`: words, while most of headline and text stay; `major`: another headline, much of the text, or a new correction
     */
    significance: 'first' | 'none' | 'cosmetic' | 'minor' | 'major';
    /**
     * sha256 of headline and text of this version, hex
     */
    contentHash: string;
    /**
     * `fetch`: the page or its feed entry changed; `replay`: a newer parser read the same page
     */
    cause?: 'fetch' | 'replay';
    /**
     * Content hash of the version before; null for the first
     */
    previousHash?: string | null;
  }[];
  /**
   * How the page was had
   */
  fetch: {
    /**
     * When the page, or its feed, was fetched; ISO 8601 instant in UTC
     */
    fetchedAt: string;
    /**
     * HTTP status; null for an import or where none came
     */
    status: number | null;
    /**
     * Where the page came from, after redirects; absolute http or https URL
     */
    finalUrl: string;
    /**
     * Header Content-Type as served
     */
    contentType: string | null;
    /**
     * Length of the page, decompressed
     */
    bytes: number;
    rawRef: string | null;
    /**
     * `page`: the page was read; `feed`: the article is the content of its feed entry, for the page could not be had (problem) or is not asked for
     */
    source?: 'page' | 'feed';
    problem?: {
      /**
       * As for a rejected article
       */
      reason:
        | 'too_large'
        | 'not_found'
        | 'gone'
        | 'blocked'
        | 'http_error'
        | 'unreachable'
        | 'bad_url'
        | 'forbidden_address'
        | 'redirect_limit'
        | 'robots_disallowed'
        | 'unsupported_media'
        | 'empty_page'
        | 'not_an_article'
        | 'too_complex'
        | 'parse_timeout'
        | 'parse_memory'
        | 'unknown_article'
        | 'erased'
        | 'kill_notice'
        | 'retracted';
      /**
       * For people: status, limit or error
       */
      detail: string | null;
    } | null;
    /**
     * Encoding that read the bytes
     */
    charset?: string;
    /**
     * What the Link header names; the page itself may say something else
     */
    links?: {
      canonicalUrl: string | null;
      ampUrl: string | null;
    };
  };
  /**
   * What made the record
   */
  pipeline: {
    /**
     * Version of the way from a raw page to its article (semver)
     */
    parser: string;
    /**
     * Version of the deduplicator (semver)
     */
    deduplicator: string;
    /**
     * Version of the indexer (semver)
     */
    indexer: string;
    /**
     * Name and version of the extractor
     */
    extractor: string;
    /**
     * Version of the rules that normalise addresses (semver)
     */
    urlRules: string;
    /**
     * Version of the rules that compare texts (semver)
     */
    similarityRules: string;
    /**
     * What it read. `html`: a page; `text`: a plain text capture; `feed`: the content of a feed entry
     */
    input?: 'html' | 'text' | 'feed';
    /**
     * Version of the fetcher (semver); null for an imported page
     */
    fetcher?: string | null;
  };
  /**
   * Feed that showed it; null for an import
   */
  feedId: string | null;
  /**
   * When its first version was found in a feed or imported; ISO 8601 instant in UTC
   */
  discoveredAt: string;
  /**
   * When the page of this version was parsed; ISO 8601 instant in UTC
   */
  parsedAt: string;
  /**
   * When its first version was indexed; ISO 8601 instant in UTC
   */
  indexedAt: string;
  /**
   * When the record was last written; ISO 8601 instant in UTC
   */
  updatedAt: string;
  /**
   * W3C trace id (32 hex digits) of the way of this version
   */
  traceId: string | null;
  /**
   * Why it was retracted; null while it stands
   */
  withdrawal: {
    /**
     * For people
     */
    reason: string;
    /**
     * When it was withdrawn; ISO 8601 instant in UTC
     */
    at: string;
    /**
     * `publisher` for a kill notice, `fetcher` for a page that is gone, else an operator
     */
    requestedBy?: string;
  } | null;
}
export interface ArticlePage {
  items: ArticleRecord[];
  next: string | null;
}
export interface RevisionDiff {
  articleId: string;
  older: {
    version: number;
    /**
     * When the version was written
     */
    at: string;
  };
  newer: {
    version: number;
    /**
     * When the version was written
     */
    at: string;
  };
  /**
   * The fields that differ
   */
  fields: {
    /**
     * Name of the field in the record
     */
    field: string;
    /**
     * Its value in the older version
     */
    before: {
      [k: string]: unknown;
    };
    /**
     * Its value in the newer version
     */
    after: {
      [k: string]: unknown;
    };
    /**
     * Of two texts, their words in reading order; null for what is no text
     */
    words:
      | {
          text: string;
          /**
           * Where the piece stands
           */
          in: 'both' | 'newer' | 'older';
        }[]
      | null;
  }[];
}
export interface ArticleDecisions {
  /**
   * sha256 of the identity URL, hex
   */
  articleId: string;
  phase: ('pending' | 'standing' | 'dropped' | 'erased') | null;
  duplicateOf: string | null;
  clusterId: string | null;
  /**
   * Clusters from which an operator split it off
   */
  apartFrom: string[];
  host: string | null;
  /**
   * What was learned of the query parameters at its host, which decides what an address names there
   */
  parameters: ALearnedQueryParameter[];
  authority: {
    word: ('page' | 'own_feed' | 'trusted_feed' | 'stranger') | null;
    feedId: string;
    /**
     * Outlets that name the feed as their own, though it lies elsewhere
     */
    voices: {
      outlet: string;
      by: 'autodiscovery' | 'redirect' | 'hub';
      /**
       * The address that says so
       */
      evidence: string;
      /**
       * ISO 8601 instant in UTC
       */
      checkedAt: string;
    }[];
  } | null;
  /**
   * Entries of its address that were left out, the latest first
   */
  skipped: {
    feedId: string;
    /**
     * As in the account of entries; `same_article`: another entry led to the article
     */
    reason: string;
    guid: string | null;
    title: string | null;
    /**
     * ISO 8601 instant in UTC
     */
    firstSeenAt: string;
    /**
     * ISO 8601 instant in UTC
     */
    lastSeenAt: string;
  }[];
  /**
   * The latest first
   */
  decisions: {
    /**
     * Event of the parser that was decided
     */
    eventId: string;
    decidedAt: string | null;
    /**
     * `new`, `revision`, `duplicate`, `near_duplicate`, `killed` (a kill notice) or `erased`
     */
    decision: string;
    tier: ('entry' | 'url' | 'canonical' | 'content' | 'headline' | 'near_duplicate' | 'none') | null;
    reason: string | null;
    matched: {
      /**
       * sha256 of the identity URL, hex
       */
      articleId: string;
      url: string | null;
      headline: string | null;
    } | null;
    score: number | null;
    rule: ('jaccard' | 'containment') | null;
    /**
     * The address carries another story than before
     */
    addressReused: boolean;
    rules: {
      url: string;
      text: string;
    } | null;
    comparison: {
      /**
       * Whether the texts alone make a near-duplicate
       */
      similar: boolean;
      /**
       * The larger of Jaccard and weighted containment
       */
      score: number;
      /**
       * Shared values of all values of both samples
       */
      jaccard: number;
      /**
       * Share of the smaller sample that the other has
       */
      containment: number;
      /**
       * Sampled values in both
       */
      shared: number;
      refusedBy: ('too_few_shared' | 'below_threshold' | 'number_guard' | 'lead_rule') | null;
    } | null;
    clusterId: string | null;
    /**
     * Who stands together by this decision
     */
    members: {
      /**
       * sha256 of the identity URL, hex
       */
      articleId: string;
      publishedAt: string | null;
      /**
       * How exactly the publication date is stated. `second`: stated to the second; `minute`: stated to the minute; `day`: the day alone; the time of day is midnight; `unknown`: no date
       */
      datePrecision: 'second' | 'minute' | 'day' | 'unknown';
      outlet: string | null;
      publisher: string | null;
      /**
       * Agencies and organisations that the article credits
       */
      credits: string[];
      /**
       * The member that it resembles; null for the first
       */
      of: string | null;
      /**
       * Likeness of the two texts, 0 to 1; null for the first
       */
      score: number | null;
      /**
       * Rule that joined it, with its version: `jaccard` (a copy of the whole) or `containment` (of a part); `first` for the article others joined
       */
      rule: string;
      /**
       * When it joined; ISO 8601 instant in UTC
       */
      joinedAt: string;
      /**
       * Who let it join. `rule`: the deduplicator; `operator`: an order
       */
      joinedBy: 'rule' | 'operator';
    }[];
    previousHash: string | null;
    /**
     * The article was erased, and with it the grounds of the decision
     */
    erased: boolean;
  }[];
}
export interface ALearnedQueryParameter {
  /**
   * In identity form
   */
  host: string;
  name: string;
  /**
   * Addresses that differ in it alone and show different content
   */
  proof: string[];
  feedId: string | null;
  /**
   * significant: part of an address; tracking: dropped, whatever the evidence
   */
  state: 'significant' | 'tracking';
  /**
   * ISO 8601 instant in UTC
   */
  learnedAt: string;
  ruledAt: string | null;
}
export interface PageText {
  articleId: string;
  /**
   * Address that the page came from
   */
  url: string;
  /**
   * SHA-256 of the page as it was served, hex
   */
  sha256: string;
  contentType: string | null;
  /**
   * Name of the encoding that the page was read in
   */
  charset: string;
  /**
   * Length of the page as it was served
   */
  bytes: number;
  /**
   * All that a reader may see, in page order
   */
  lines: {
    /**
     * Element that the line stands in
     */
    tag: string;
    text: string;
    /**
     * Whether the record has the line, or nearly all of it
     */
    taken: boolean;
  }[];
  /**
   * Whether the page has more lines than are given
   */
  cut: boolean;
}
export interface Withdraw {
  /**
   * Published with the retraction
   */
  reason: string;
  /**
   * On whose behalf it is asked for; kept in the audit log. The order itself names the key that asked
   */
  requestedBy?: string;
}
export interface WithdrawalAccepted {
  /**
   * ce_id of the ArticleWithdrawn event
   */
  eventId: string;
  /**
   * The same request with the same id leads to the same event
   */
  requestId: string;
}
export interface ClusterRecord {
  /**
   * Key of the record
   */
  clusterId: string;
  /**
   * Version of this schema (semver)
   */
  schemaVersion: string;
  /**
   * +1 for each change
   */
  version: number;
  /**
   * Members, also where the list was cut
   */
  size: number;
  /**
   * The member that the others copy; null where that is not known
   */
  original: string | null;
  /**
   * What named the original; null where nothing does
   */
  originalBy: ('credit' | 'date') | null;
  /**
   * In the order in which they joined
   */
  members: {
    /**
     * sha256 of the identity URL, hex
     */
    articleId: string;
    publishedAt: string | null;
    /**
     * How exactly the publication date is stated. `second`: stated to the second; `minute`: stated to the minute; `day`: the day alone; the time of day is midnight; `unknown`: no date
     */
    datePrecision: 'second' | 'minute' | 'day' | 'unknown';
    outlet: string | null;
    publisher: string | null;
    /**
     * Agencies and organisations that the article credits
     */
    credits: string[];
    /**
     * The member that it resembles; null for the first
     */
    of: string | null;
    /**
     * Likeness of the two texts, 0 to 1; null for the first
     */
    score: number | null;
    /**
     * Rule that joined it, with its version: `jaccard` (a copy of the whole) or `containment` (of a part); `first` for the article others joined
     */
    rule: string;
    /**
     * When it joined; ISO 8601 instant in UTC
     */
    joinedAt: string;
    /**
     * Who let it join. `rule`: the deduplicator; `operator`: an order
     */
    joinedBy: 'rule' | 'operator';
  }[];
  /**
   * Split off by an operator: they do not join again
   *
   * Items: sha256 of the identity URL, hex
   */
  separated: string[];
  /**
   * The cluster to which an operator moved all members
   */
  mergedInto: string | null;
  /**
   * What operators ordered, the oldest first
   */
  orders: {
    /**
     * `merge`: clusters became one; `split`: members were moved to a new one
     */
    kind: 'merge' | 'split';
    /**
     * The other cluster: into which this one went, from which members came, or to which they were split off
     */
    other: string;
    /**
     * Members that moved
     *
     * Items: sha256 of the identity URL, hex
     */
    articleIds: string[];
    /**
     * For people
     */
    reason: string;
    /**
     * Operator
     */
    requestedBy: string;
    /**
     * When the order was carried out; ISO 8601 instant in UTC
     */
    at: string;
  }[];
  /**
   * When the second member joined; ISO 8601 instant in UTC
   */
  createdAt: string;
  /**
   * When the record was last written; ISO 8601 instant in UTC
   */
  updatedAt: string;
}
export interface ClusterPage {
  items: ClusterRecord[];
  next: string | null;
}
export interface MergeClusters {
  /**
   * Cluster that takes the members
   */
  into: string;
  /**
   * Kept in the cluster’s record
   */
  reason: string;
  /**
   * On whose behalf it is asked for; kept in the audit log. The order itself names the key that asked
   */
  requestedBy?: string;
}
export interface SplitCluster {
  /**
   * Article ids or addresses of the members that are another story
   *
   * @minItems 1
   * @maxItems 1000
   */
  articles: string[];
  /**
   * Kept in the cluster’s record
   */
  reason: string;
  /**
   * On whose behalf it is asked for; kept in the audit log. The order itself names the key that asked
   */
  requestedBy?: string;
}
export interface ClusterOrderAccepted {
  /**
   * ce_id of the ClusterChange event
   */
  eventId: string;
  /**
   * The same request with the same id leads to the same event
   */
  requestId: string;
  /**
   * Where the members will stand
   */
  clusterId: string;
}
export interface Trace {
  articleId: string;
  url: string | null;
  feedId: string | null;
  /**
   * Day of discovery, UTC
   */
  day: string;
  state: 'in_flight' | 'indexed' | 'duplicate' | 'rejected' | 'dead_lettered';
  reason: string | null;
  duplicateOf: string | null;
  /**
   * The stage that decided the state
   */
  stage: string;
  /**
   * Indexed, and a later change is under way
   */
  refreshing: boolean;
  /**
   * ISO 8601 instant in UTC
   */
  discoveredAt: string;
  /**
   * ISO 8601 instant in UTC
   */
  updatedAt: string;
  indexedAt: string | null;
  /**
   * What each stage did, in order
   */
  steps: {
    /**
     * Stage and event: a repeated one counts once
     */
    key: string;
    stage: string;
    outcome: string;
    reason: string | null;
    detail: string | null;
    duplicateOf: string | null;
    eventId: string | null;
    attempts: number;
    service: string;
    version: string;
    /**
     * ISO 8601 instant in UTC
     */
    at: string;
  }[];
  /**
   * How often feeds showed the article
   */
  sightings: number;
}
export interface TracePage {
  items: Trace[];
  next: string | null;
}
export interface SkippedEntries {
  items: {
    feedId: string;
    /**
     * same_article: another entry of its document led to articleId
     */
    reason:
      | 'no_address'
      | 'not_http'
      | 'malformed'
      | 'unreadable'
      | 'too_old'
      | 'undated'
      | 'out_of_scope'
      | 'over_budget'
      | 'policy'
      | 'sitemap'
      | 'same_article';
    guid: string | null;
    url: string | null;
    title: string | null;
    articleId: string | null;
    /**
     * ISO 8601 instant in UTC
     */
    firstSeenAt: string;
    /**
     * ISO 8601 instant in UTC
     */
    lastSeenAt: string;
  }[];
}
/**
 * offered = discovered + known + sameArticle + skipped, and discovered = indexed + duplicate + rejected + dead-lettered + in flight
 */
export interface Audit {
  /**
   * No problem was found
   */
  balanced: boolean;
  /**
   * ISO 8601 instant in UTC
   */
  checkedAt: string;
  /**
   * What became of the entries that documents offered, in the days that are kept
   */
  entries: {
    total: EntryAccount3;
    byDay: {
      day: string;
      account: EntryAccount4;
    }[];
  };
  totals: {
    discovered: number;
    indexed: number;
    duplicate: number;
    rejected: number;
    deadLettered: number;
    inFlight: number;
    refreshing: number;
    unattributedDeadLetters: number;
  };
  byFeedAndDay: {
    feedId: string | null;
    day: string;
    discovered: number;
    indexed: number;
    duplicate: number;
    rejected: number;
    deadLettered: number;
    inFlight: number;
  }[];
  problems: {
    check:
      | 'row_does_not_add_up'
      | 'totals_differ_from_rows'
      | 'entries_without_trace'
      | 'indexed_without_article'
      | 'articles_not_indexed'
      | 'duplicates_without_original'
      | 'unaccounted'
      | 'entries_not_accounted';
    count: number;
    /**
     * Article ids; for sums, the line
     */
    sample: string[];
  }[];
  /**
   * Stages that had not read their topics in time: articles in flight may stand there
   */
  behind: {
    group: string;
    topic: string;
    partitions: number[];
    offsets: number;
  }[];
}
/**
 * offered = discovered + known + sameArticle + skipped
 */
export interface EntryAccount3 {
  /**
   * Entries that the bytes hold, counted apart from the reader
   */
  offered: number;
  /**
   * Articles that were new in the feed
   */
  discovered: number;
  /**
   * Entries that the feed had shown before, changed or not
   */
  known: number;
  /**
   * Entries that came to one article with another entry of their document
   */
  sameArticle: number;
  /**
   * Entries that were not taken, by reason
   */
  skipped: {
    /**
     * Entries left out for this reason
     */
    no_address?: number;
    /**
     * Entries left out for this reason
     */
    not_http?: number;
    /**
     * Entries left out for this reason
     */
    malformed?: number;
    /**
     * Entries left out for this reason
     */
    unreadable?: number;
    /**
     * Entries left out for this reason
     */
    too_old?: number;
    /**
     * Entries left out for this reason
     */
    undated?: number;
    /**
     * Entries left out for this reason
     */
    out_of_scope?: number;
    /**
     * Entries left out for this reason
     */
    over_budget?: number;
    /**
     * Entries left out for this reason
     */
    policy?: number;
    /**
     * Entries left out for this reason
     */
    sitemap?: number;
  };
}
/**
 * offered = discovered + known + sameArticle + skipped
 */
export interface EntryAccount4 {
  /**
   * Entries that the bytes hold, counted apart from the reader
   */
  offered: number;
  /**
   * Articles that were new in the feed
   */
  discovered: number;
  /**
   * Entries that the feed had shown before, changed or not
   */
  known: number;
  /**
   * Entries that came to one article with another entry of their document
   */
  sameArticle: number;
  /**
   * Entries that were not taken, by reason
   */
  skipped: {
    /**
     * Entries left out for this reason
     */
    no_address?: number;
    /**
     * Entries left out for this reason
     */
    not_http?: number;
    /**
     * Entries left out for this reason
     */
    malformed?: number;
    /**
     * Entries left out for this reason
     */
    unreadable?: number;
    /**
     * Entries left out for this reason
     */
    too_old?: number;
    /**
     * Entries left out for this reason
     */
    undated?: number;
    /**
     * Entries left out for this reason
     */
    out_of_scope?: number;
    /**
     * Entries left out for this reason
     */
    over_budget?: number;
    /**
     * Entries left out for this reason
     */
    policy?: number;
    /**
     * Entries left out for this reason
     */
    sitemap?: number;
  };
}
/**
 * What became of the articles that were discovered in a span of time, as of now
 */
export interface Counts {
  /**
   * ISO 8601 instant in UTC
   */
  from: string;
  /**
   * ISO 8601 instant in UTC
   */
  to: string;
  bucketSeconds: number;
  /**
   * All buckets of the span in order, also those in which nothing was discovered
   */
  buckets: {
    /**
     * ISO 8601 instant in UTC
     */
    at: string;
    indexed: number;
    duplicate: number;
    rejected: number;
    deadLettered: number;
    inFlight: number;
    /**
     * From discovery to the index; null where none was indexed. Exact to a twentieth
     */
    latencyMs: {
      p50: number | null;
      p95: number | null;
      p99: number | null;
    };
  }[];
}
export interface Change {
  /**
   * Rises with time
   */
  changeId: string;
  /**
   * `feed.add`: a feed was added; `feeds.import`: the feeds of an OPML document were added; `feed.change`: address or rules of a feed were changed; `feed.pause`: polling of a feed was stopped; `feed.resume`: polling of a feed was started again; `feed.fetch`: a feed was made due at once; `feed.remove`: a feed was removed; `article.retract`: an article was ordered to be retracted; `article.erase`: an article was ordered to be erased; `cluster.merge`: a cluster was ordered to join another; `cluster.split`: members were ordered off a cluster; `parameter.rule`: a query parameter was ruled on; `site.forget`: what was learned of a site was forgotten; `pages.import`: pages were imported from files; `pages.replay`: pages were parsed again and published; `dead_letters.replay`: dead letters were put back on their topics; `dead_letters.release`: a dead letter or a group of them was put back on its topic; `dead_letters.discard`: a dead letter or a group of them was given up; `articles.reconcile`: articles that got lost on their way were put back; `key.add`: an API key was made; `key.revoke`: an API key was revoked
   */
  action:
    | 'feed.add'
    | 'feeds.import'
    | 'feed.change'
    | 'feed.pause'
    | 'feed.resume'
    | 'feed.fetch'
    | 'feed.remove'
    | 'article.retract'
    | 'article.erase'
    | 'cluster.merge'
    | 'cluster.split'
    | 'parameter.rule'
    | 'site.forget'
    | 'pages.import'
    | 'pages.replay'
    | 'dead_letters.replay'
    | 'dead_letters.release'
    | 'dead_letters.discard'
    | 'articles.reconcile'
    | 'key.add'
    | 'key.revoke';
  target: string | null;
  /**
   * Who asked
   */
  by: {
    /**
     * Name of the API key, or subject of the token
     */
    name: string;
    /**
     * Each may do what the one before it may
     */
    role: 'read' | 'operate' | 'admin';
    /**
     * `api`: an HTTP request; `cli`: the command line, which has the stores themselves; `schedule`: the product itself, at its time
     */
    door: 'api' | 'cli' | 'schedule';
    address: string | null;
  };
  onBehalfOf: string | null;
  reason: string | null;
  /**
   * When it was asked for; ISO 8601 instant in UTC
   */
  at: string;
  /**
   * Null while it is under way
   */
  outcome: ('done' | 'refused' | 'failed' | 'unknown') | null;
}
export interface ChangePage {
  items: Change[];
  next: string | null;
}
export interface UrlParameter {
  /**
   * In identity form
   */
  host: string;
  name: string;
  /**
   * Addresses that differ in it alone and show different content
   */
  proof: string[];
  feedId: string | null;
  /**
   * significant: part of an address; tracking: dropped, whatever the evidence
   */
  state: 'significant' | 'tracking';
  /**
   * ISO 8601 instant in UTC
   */
  learnedAt: string;
  ruledAt: string | null;
}
export interface RuleParameter {
  /**
   * significant: part of an address; tracking: dropped, whatever the evidence
   */
  state: 'significant' | 'tracking';
}
export interface Site {
  /**
   * Host of the pages
   */
  host: string;
  /**
   * learning: too few pages yet; drift: its pages look other than before, for the last 30 pages at most
   */
  state: 'learning' | 'steady' | 'drift';
  /**
   * Pages that its template was learned from, 60 at most
   */
  pages: number;
  /**
   * Shares of its last 200 pages that have another template, or unusually little text
   */
  departing: {
    template: number;
    text: number;
  };
  /**
   * Changes of the template that were noticed
   */
  templateVersion: number;
  driftedAt: string | null;
  /**
   * The last change of the template
   */
  drift: {
    /**
     * Items: template: it lacks most of the class names that the pages of the site share; no_text: no text was found on it; short_text: its text is a fifth of the usual, or less; low_confidence: its bodyConfidence is far below the usual
     */
    signs: ('template' | 'no_text' | 'short_text' | 'low_confidence')[];
    /**
     * Pages that departed, to parse again: `dateline replay --article`
     */
    sample: {
      /**
       * sha256 of the identity URL, hex
       */
      articleId: string;
      url: string;
      sha256: string;
    }[];
  } | null;
}
export interface SitePage {
  items: ASiteAsItsPagesShowIt[];
  next: string | null;
}
export interface ASiteAsItsPagesShowIt {
  /**
   * Host of the pages
   */
  host: string;
  /**
   * learning: too few pages yet; drift: its pages look other than before, for the last 30 pages at most
   */
  state: 'learning' | 'steady' | 'drift';
  /**
   * Pages that its template was learned from, 60 at most
   */
  pages: number;
  /**
   * Shares of its last 200 pages that have another template, or unusually little text
   */
  departing: {
    template: number;
    text: number;
  };
  /**
   * Changes of the template that were noticed
   */
  templateVersion: number;
  driftedAt: string | null;
  /**
   * The last change of the template
   */
  drift: {
    /**
     * Items: template: it lacks most of the class names that the pages of the site share; no_text: no text was found on it; short_text: its text is a fifth of the usual, or less; low_confidence: its bodyConfidence is far below the usual
     */
    signs: ('template' | 'no_text' | 'short_text' | 'low_confidence')[];
    /**
     * Pages that departed, to parse again: `dateline replay --article`
     */
    sample: {
      /**
       * sha256 of the identity URL, hex
       */
      articleId: string;
      url: string;
      sha256: string;
    }[];
  } | null;
}
export interface DeadLetter {
  /**
   * Stays the same while the letter waits
   */
  id: string;
  /**
   * Id of the group of its cause
   */
  group: string;
  /**
   * Service that could not process the message
   */
  service: string;
  stage: string;
  /**
   * Short code of the failure
   */
  code: string;
  /**
   * Rule that the message broke, or the frame of the stack in which it failed; empty in letters of earlier versions
   */
  origin: string;
  /**
   * Version of the service that could not process it
   */
  version: string;
  /**
   * Messages of the error and its causes
   */
  cause: string;
  attempts: number;
  /**
   * When it was written, ISO 8601; empty where a letter does not say
   */
  at: string;
  articleId: string | null;
  /**
   * Topic of the original message
   */
  topic: string;
  eventType: string | null;
  eventId: string | null;
  /**
   * Size of the original value
   */
  bytes: number;
  /**
   * It does not hold its original and cannot be put back
   */
  omitted: boolean;
  position: {
    topic: string;
    partition: number;
    offset: string;
  };
}
export interface DeadLetterPage {
  /**
   * The oldest first
   */
  items: DeadLetter[];
  /**
   * Letters that match, listed or not
   */
  total: number;
}
export interface LetterGroup {
  /**
   * Fingerprint of the cause
   */
  id: string;
  /**
   * Service that could not process the message
   */
  service: string;
  stage: string;
  /**
   * Short code of the failure
   */
  code: string;
  /**
   * Rule that the message broke, or the frame of the stack in which it failed; empty in letters of earlier versions
   */
  origin: string;
  /**
   * Version of the service that could not process it
   */
  version: string;
  host: string | null;
  count: number;
  /**
   * Letters that hold their original and can be put back
   */
  releasable: number;
  /**
   * When the first of them was written, ISO 8601; empty where a letter does not say
   */
  firstSeenAt: string;
  /**
   * When the last of them was written, ISO 8601; empty where a letter does not say
   */
  lastSeenAt: string;
  /**
   * Five at most, the latest first
   */
  samples: DeadLetter1[];
}
export interface DeadLetter1 {
  /**
   * Stays the same while the letter waits
   */
  id: string;
  /**
   * Id of the group of its cause
   */
  group: string;
  /**
   * Service that could not process the message
   */
  service: string;
  stage: string;
  /**
   * Short code of the failure
   */
  code: string;
  /**
   * Rule that the message broke, or the frame of the stack in which it failed; empty in letters of earlier versions
   */
  origin: string;
  /**
   * Version of the service that could not process it
   */
  version: string;
  /**
   * Messages of the error and its causes
   */
  cause: string;
  attempts: number;
  /**
   * When it was written, ISO 8601; empty where a letter does not say
   */
  at: string;
  articleId: string | null;
  /**
   * Topic of the original message
   */
  topic: string;
  eventType: string | null;
  eventId: string | null;
  /**
   * Size of the original value
   */
  bytes: number;
  /**
   * It does not hold its original and cannot be put back
   */
  omitted: boolean;
  position: {
    topic: string;
    partition: number;
    offset: string;
  };
}
export interface LetterGroupList {
  /**
   * The largest first
   */
  items: LetterGroup[];
}
export interface ReleaseLetters {
  /**
   * Stands in the audit log
   */
  reason?: string;
}
export interface DiscardLetters {
  /**
   * Stands in the audit log
   */
  reason: string;
}
export interface LettersSettled {
  /**
   * Letters that left the quarantine
   */
  settled: number;
  /**
   * Letters that stay, because they do not hold their original or name a topic that is not ours
   */
  stuck: number;
}
export interface Reconciliation {
  /**
   * When the last run began; null before the first
   */
  checkedAt: string | null;
  counts: {
    /**
     * Stage that was to take the articles
     */
    stage: string;
    /**
     * `unread`: its event waits in the topic, and the stage has not read it yet; `lost`: its event was lost or passed over; the article is back on its way; `stuck`: its event was lost, and nothing is left to put the article back with
     */
    cause: 'unread' | 'lost' | 'stuck';
    count: number;
  }[];
  /**
   * A hundred at most
   */
  articles: {
    articleId: string;
    url: string | null;
    stage: string | null;
    /**
     * ISO 8601 instant in UTC
     */
    since: string;
    /**
     * `unread`: its event waits in the topic, and the stage has not read it yet; `lost`: its event was lost or passed over; the article is back on its way; `stuck`: its event was lost, and nothing is left to put the article back with
     */
    cause: 'unread' | 'lost' | 'stuck';
    /**
     * Where it waits and why, or how it was put back
     */
    detail: string;
  }[];
}
export interface Intake {
  /**
   * The fetchers take on no new work; what is under way goes on
   */
  paused: boolean;
  reasons: {
    /**
     * `lag`: a stage has more than INTAKE_MAX_LAG offsets to read; `disk`: the disk of MongoDB has less than INTAKE_MIN_FREE_DISK_PERCENT free
     */
    kind: 'lag' | 'disk';
    detail: string;
  }[];
  /**
   * Since when it is as it is; null before a fetcher has said
   */
  since: string | null;
  checkedAt: string | null;
}
export interface Problem {
  /**
   * about:blank: the status says what kind of problem it is
   */
  type: string;
  title: string;
  status: number;
  /**
   * What went wrong here, in words
   */
  detail: string;
  /**
   * Path of the request
   */
  instance: string;
  /**
   * What is wrong, field by field, with JSON pointers
   */
  errors?: string[];
}
