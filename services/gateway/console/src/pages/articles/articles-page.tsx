import { Link } from 'wouter-preact';
import { withQuery } from '../../api/client.js';
import type { Article } from '../../api/types.js';
import { usePages } from '../../api/use-pages.js';
import { Choice, Field, Unfilter } from '../../parts/filters.js';
import { Listing } from '../../parts/listing.js';
import { useParam } from '../../parts/use-param.js';
import { ArticleRow } from './article-row.js';

const PAGE_TYPES = [
  'article',
  'live_blog',
  'video',
  'audio',
  'gallery',
  'section',
  'product',
  'forum',
  'documentation',
  'service',
  'error',
  'bot_wall',
  'paywall_teaser',
].map((type) => [type, type.replaceAll('_', ' ')] as const);

/** What came in, found again. */
export function ArticlesPage() {
  const [q, setQ] = useParam('q');
  const [publisher, setPublisher] = useParam('publisher');
  const [language, setLanguage] = useParam('language');
  const [pageType, setPageType] = useParam('pageType');
  const [feedId, setFeedId] = useParam('feedId');
  const [from, setFrom] = useParam('from');
  const [to, setTo] = useParam('to');
  const [focus] = useParam('focus');
  const isAddress = /^https?:\/\//.test(q);
  const asked = {
    q: isAddress ? null : q,
    url: isAddress ? q : null,
    publisher,
    language,
    pageType,
    feedId,
    from,
    to,
  };
  const list = usePages<Article>(withQuery('/articles', { ...asked, sort: '-updated', limit: 50 }), 'cursor');
  const isFiltered = Object.values(asked).some((value) => value !== null && value !== '');
  return (
    <>
      <h1>Articles</h1>
      <form
        class="filters"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
        }}
      >
        <Field
          label="Words or address"
          value={q}
          onChange={setQ}
          type="search"
          isFocused={focus === 'search'}
        />
        <Field label="Outlet" value={publisher} onChange={setPublisher} hint="tribune.example" size={14} />
        <Field label="Language" value={language} onChange={setLanguage} hint="ar" size={4} />
        <Choice label="Class" value={pageType} options={PAGE_TYPES} onChange={setPageType} />
        <Field label="From" value={from} onChange={setFrom} type="date" />
        <Field label="To" value={to} onChange={setTo} type="date" />
        <Unfilter value={feedId} label="All feeds" onClear={setFeedId} />
      </form>
      <Listing
        list={list}
        label="Articles"
        empty={<NoArticles isFiltered={isFiltered} />}
        keyOf={({ articleId }) => articleId}
        render={(article) => <ArticleRow article={article} />}
      />
    </>
  );
}

function NoArticles({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered)
    return <>No article fits these filters. A word must be written out: a part of it finds nothing.</>;
  return (
    <>
      No article has come in yet. <Link href="/feeds/add">Add a feed</Link>, or see under{' '}
      <Link href="/feeds">Feeds</Link> how the present ones do.
    </>
  );
}
