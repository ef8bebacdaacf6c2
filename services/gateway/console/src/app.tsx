import type { ComponentType } from 'preact';
import { Link, Route, Switch, useLocation } from 'wouter-preact';
import { KeyHelp, useShortcuts } from './parts/shortcuts.js';
import { ThemeSwitch } from './parts/theme-switch.js';
import { ClockProvider } from './parts/when.js';
import { ArticlePage } from './pages/articles/article-page.js';
import { ArticlesPage } from './pages/articles/articles-page.js';
import { AddFeedPage } from './pages/feeds/add-feed-page.js';
import { FeedPage } from './pages/feeds/feed-page.js';
import { FeedsPage } from './pages/feeds/feeds-page.js';
import { LostPage } from './pages/lost/lost-page.js';
import { NowPage } from './pages/now/now-page.js';
import { StoriesPage } from './pages/stories/stories-page.js';
import { StoryPage } from './pages/stories/story-page.js';
import { SettingsPage } from './pages/system/settings-page.js';
import { SystemPage } from './pages/system/system-page.js';
import { PLACES } from './places.js';

const PAGES: readonly [string, ComponentType<{ params: { id: string } }>][] = [
  ['/', NowPage],
  ['/feeds', FeedsPage],
  ['/feeds/add', AddFeedPage],
  ['/feeds/:id', FeedPage],
  ['/articles', ArticlesPage],
  ['/articles/:id', ArticlePage],
  ['/stories', StoriesPage],
  ['/stories/:id', StoryPage],
  ['/lost', LostPage],
  ['/system', SystemPage],
  ['/settings', SettingsPage],
];

export function App() {
  const [path] = useLocation();
  const help = useShortcuts();
  return (
    <ClockProvider>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="top">
        <Link href="/" class="name">
          Dateline
        </Link>
        <nav aria-label="Pages">
          {PLACES.map(({ href, label }) => (
            <Link key={href} href={href} aria-current={isAt(path, href) ? 'page' : undefined}>
              {label}
            </Link>
          ))}
        </nav>
        <span class="tools">
          <a href="/docs">API</a>
          <ThemeSwitch />
        </span>
      </header>
      <main id="main" tabIndex={-1}>
        <Switch>
          {PAGES.map(([place, Page]) => (
            <Route key={place} path={place}>
              {(params) => {
                const { id = '' } = params as { id?: string };
                // Another article, feed or story is another page: what was typed or chosen on the last one is not for it.
                return <Page key={id} params={{ id }} />;
              }}
            </Route>
          ))}
          <Route>
            <h1>There is no such page</h1>
            <p>
              <Link href="/">See what happens now</Link>, or use the search under{' '}
              <Link href="/articles">Articles</Link>.
            </p>
          </Route>
        </Switch>
      </main>
      <KeyHelp help={help} />
    </ClockProvider>
  );
}

const isAt = (path: string, place: string): boolean =>
  path === place || (place !== '/' && path.startsWith(`${place}/`));
