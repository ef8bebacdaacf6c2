import { useEffect, useRef } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { withQuery } from '../../api/client.js';
import type { Article } from '../../api/types.js';
import { usePages } from '../../api/use-pages.js';
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
];

/** What came in, found again. */
export function ArticlesPage() {
  const [q, setQ] = useParam('q');
  const [publisher, setPublisher] = useParam('publisher');
  const [language, setLanguage] = useParam('language');
  const [pageType, setPageType] = useParam('pageType');
  const [feedId, setFeedId] = useParam('feedId');
  const [from, setFrom] = useParam('from');
  const [to, setTo] = useParam('to');
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
        <SearchField value={q} onSearch={setQ} />
        <Field label="Outlet" value={publisher} onChange={setPublisher} hint="tribune.example" />
        <Field label="Language" value={language} onChange={setLanguage} hint="ar" size={4} />
        <ClassChoice value={pageType} onChange={setPageType} />
        <Field label="From" value={from} onChange={setFrom} type="date" />
        <Field label="To" value={to} onChange={setTo} type="date" />
        {feedId === '' ? null : (
          <button
            type="button"
            onClick={() => {
              setFeedId('');
            }}
          >
            All feeds
          </button>
        )}
      </form>
      <Listing
        list={list}
        label="Articles"
        empty={<NoArticles isFiltered={isFiltered} />}
        keyOf={({ articleId }) => articleId}
        hrefOf={({ articleId }) => `/articles/${articleId}`}
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

function ClassChoice({ value, onChange }: { value: string; onChange: (type: string) => void }) {
  return (
    <label>
      Class
      <select
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      >
        <option value="">any</option>
        {PAGE_TYPES.map((type) => (
          <option key={type} value={type}>
            {type.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A search starts with Enter or when the field is left, not with each key. */
function SearchField({ value, onSearch }: { value: string; onSearch: (words: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  const [focus] = useParam('focus');
  useEffect(() => {
    if (focus === 'search') field.current?.focus();
  }, [focus]);
  return (
    <label class="wide">
      Words or address
      <input
        ref={field}
        type="search"
        dir="auto"
        defaultValue={value}
        onChange={(event) => {
          onSearch(event.currentTarget.value.trim());
        }}
      />
    </label>
  );
}

interface FieldGiven {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  size?: number;
  type?: string;
}

function Field({ label, value, onChange, hint = '', size = 14, type = 'text' }: FieldGiven) {
  return (
    <label>
      {label}
      <input
        type={type}
        size={size}
        placeholder={hint}
        defaultValue={value}
        onChange={(event) => {
          onChange(event.currentTarget.value.trim());
        }}
      />
    </label>
  );
}
