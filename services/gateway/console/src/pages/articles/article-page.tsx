import type { Article } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';
import { Act } from '../../parts/act.js';
import { Badge } from '../../parts/badge.js';
import { Failing, Skeleton } from '../../parts/notice.js';
import { Tabs } from '../../parts/tabs.js';
import { When } from '../../parts/when.js';
import { count } from '../../words/numbers.js';
import { doubtOf, hostOf } from './article-row.js';
import { ClusterTab } from './cluster-tab.js';
import { FieldsTab } from './fields-tab.js';
import { PageTab } from './page-tab.js';
import { ReaderView } from './reader-view.js';
import { VersionsTab } from './versions-tab.js';
import { WayTab } from './way-tab.js';
import { WhyTab } from './why-tab.js';

/** One article: as a reader sees it, and beside it all that is known of how it came to be so. */
export function ArticlePage({ params: { id } }: { params: { id: string } }) {
  const { data, problem, reload } = useQuery<Article>(`/articles/${encodeURIComponent(id)}`);
  // What never became an article still has its way.
  if (problem?.status === 404) return <Unindexed id={id} />;
  if (problem && !data) return <Failing problem={problem} what="The article" retry={reload} />;
  if (!data) return <Skeleton lines={12} />;
  return (
    <div class="two-sides">
      <div>
        <Head article={data} />
        <ReaderView article={data} />
      </div>
      <Tabs
        label="What is known of it"
        tabs={[
          { id: 'fields', label: 'Fields', show: () => <FieldsTab article={data} /> },
          { id: 'versions', label: `Versions (${data.version})`, show: () => <VersionsTab article={data} /> },
          {
            id: 'page',
            label: 'Page',
            show: () => <PageTab id={data.articleId} lang={data.inLanguage} />,
          },
          { id: 'way', label: 'Way', show: () => <WayTab id={data.articleId} /> },
          { id: 'why', label: 'Why', show: () => <WhyTab article={data} /> },
          { id: 'cluster', label: 'Story', show: () => <ClusterTab article={data} /> },
          { id: 'orders', label: 'Withdraw', show: () => <Orders article={data} onDone={reload} /> },
        ]}
      />
    </div>
  );
}

function Unindexed({ id }: { id: string }) {
  return (
    <>
      <h1>Not an article of its own</h1>
      <p>Nothing stands under this id. This is what became of it:</p>
      <WayTab id={id} />
      <h2>The last page that came for it</h2>
      <PageTab id={id} lang={null} />
    </>
  );
}

function Head({ article }: { article: Article }) {
  const { headline, url, publisher, byline, author, datePublished, inLanguage, wordCount } = article;
  const doubt = doubtOf(article);
  const authors = byline ?? author.map(({ name }) => name).join(', ');
  return (
    <header class="article-head" dir="auto" lang={inLanguage ?? undefined}>
      <h1 dir="auto">{headline ?? 'Without a headline'}</h1>
      <p class="facts-line">
        <a href={url} rel="noreferrer">
          {publisher?.name ?? hostOf(url)}
        </a>
        {authors === '' ? null : <span dir="auto">{authors}</span>}
        <When at={datePublished} none="undated" />
        <span dir="ltr">{count(wordCount)} words</span>
        {article.status === 'canceled' ? <Badge tone="bad">retracted</Badge> : null}
        {doubt === null ? null : <Badge tone="warn">{doubt}</Badge>}
      </p>
    </header>
  );
}

function Orders({ article, onDone }: { article: Article; onDone: () => void }) {
  const path = `/articles/${article.articleId}`;
  return (
    <>
      <p>
        A retraction tells consumers that the article no longer holds; its record stays. An erasure removes
        the texts of all versions and the raw page, and cannot be taken back.
      </p>
      <p>
        <Act
          label="Retract"
          warning="The article is withdrawn, and everyone who follows the topic is told."
          wantsReason
          path={`${path}/retract`}
          onDone={onDone}
        />
        <Act
          label="Erase for good"
          warning={`All ${article.version} versions of this one article and its raw page are erased for good.`}
          wantsReason
          path={`${path}/erase`}
          onDone={onDone}
        />
      </p>
      <WayTab id={article.articleId} refreshMs={3000} />
    </>
  );
}
