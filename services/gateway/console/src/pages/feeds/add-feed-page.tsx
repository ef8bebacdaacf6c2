import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { ask, type ApiProblem } from '../../api/client.js';
import type { Feed, FeedDiscovery, ImportReport } from '../../api/types.js';
import { asProblem } from '../../api/use-query.js';
import { Act } from '../../parts/act.js';
import { formText } from '../../words/form-text.js';
import { counted } from '../../words/numbers.js';

/** Adds feeds: by the address of a site or feed, or all of an OPML document. */
export function AddFeedPage() {
  const [found, setFound] = useState<FeedDiscovery | ApiProblem | 'busy' | null>(null);
  const look = (url: string) => {
    setFound('busy');
    ask<FeedDiscovery>('/feeds/discover', { method: 'POST', body: { url } }).then(
      setFound,
      (error: unknown) => {
        setFound(asProblem(error));
      },
    );
  };
  return (
    <>
      <h1>Add feeds</h1>
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          look(withScheme(formText(new FormData(event.currentTarget), 'url')));
        }}
      >
        <label class="wide">
          Address of a site or of a feed
          <input name="url" required placeholder="tribune.example" inputMode="url" autoComplete="url" />
        </label>
        <button class="main">Look</button>
      </form>
      <div role="status">
        {found === 'busy' ? <p>Looking …</p> : null}
        {found !== null && found !== 'busy' && 'detail' in found ? (
          <p class="problem">{found.detail}</p>
        ) : null}
        {found !== null && found !== 'busy' && 'feeds' in found ? <Found discovery={found} /> : null}
      </div>
      <OpmlImport />
    </>
  );
}

const withScheme = (text: string): string => (/^https?:\/\//i.test(text) ? text : `https://${text}`);

function Found({ discovery: { url, feeds } }: { discovery: FeedDiscovery }) {
  if (feeds.length === 0) return <p>{url} names no feed, and none lies where feeds often lie.</p>;
  return (
    <ul class="plain-list">
      {feeds.map((feed) => (
        <li key={feed.url}>
          <span dir="auto">{feed.title ?? feed.url}</span> <span class="quiet">{feed.url}</span>{' '}
          <AddOne url={feed.url} />
        </li>
      ))}
    </ul>
  );
}

function AddOne({ url }: { url: string }) {
  const [added, setAdded] = useState<string | null>(null);
  if (added !== null) return <Link href={`/feeds/${added}`}>Added: see how it does</Link>;
  return (
    <Act
      label="Add"
      path="/feeds"
      body={{ url }}
      onDone={(answer) => {
        setAdded((answer as Feed).feedId);
      }}
    />
  );
}

function OpmlImport() {
  const [report, setReport] = useState<ImportReport | ApiProblem | null>(null);
  const send = async (file: File) => {
    const body = await file.text();
    setReport(
      await ask<ImportReport>('/feeds/import', { method: 'POST', body, type: 'text/x-opml' }).catch(
        (error: unknown) => asProblem(error),
      ),
    );
  };
  return (
    <section>
      <h2>From another reader</h2>
      <label>
        OPML file{' '}
        <input
          type="file"
          accept=".opml,.xml,text/x-opml"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void send(file);
          }}
        />
      </label>
      <div role="status">
        {report !== null && 'detail' in report ? <p class="problem">{report.detail}</p> : null}
        {report !== null && 'added' in report ? (
          <p>
            {counted(report.added.length, 'feed')} added, {report.known.length} known before,{' '}
            {report.refused.length} refused
            {report.refused.length === 0
              ? '.'
              : `: ${report.refused.map(({ url, problem }) => `${url} ${problem}`).join('; ')}`}
          </p>
        ) : null}
      </div>
    </section>
  );
}
