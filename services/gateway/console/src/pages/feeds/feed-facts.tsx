import type { ComponentChildren } from 'preact';
import { Link } from 'wouter-preact';
import type { Feed } from '../../api/types.js';
import { When } from '../../parts/when.js';
import { count } from '../../words/numbers.js';

/** What is known of the feed and of its server. */
export function FeedFacts({ feed }: { feed: Feed }) {
  const { http, identity, losses, host, stats } = feed;
  const { lastDay } = stats;
  return (
    <dl class="facts">
      <Fact name="In the last day">
        {count(lastDay.fetches)} polls, {count(lastDay.failures)} failed; {count(lastDay.entries)} entries,{' '}
        {count(lastDay.newEntries)} new
      </Fact>
      <Fact name="Account of the last day">
        {count(lastDay.account.offered)} offered = {count(lastDay.account.discovered)} discovered +{' '}
        {count(lastDay.account.known)} known + {count(lastDay.account.sameArticle)} of the same article +{' '}
        {count(Object.values(lastDay.account.skipped).reduce((a, b) => a + b, 0))} skipped
      </Fact>
      <Fact name="Probable losses">
        {losses.count === 0
          ? 'none'
          : `${count(losses.count)}, of which ${count(losses.backfilled)} were found again`}
        {losses.lastAt === null ? null : (
          <>
            , the last <When at={losses.lastAt} />
          </>
        )}
      </Fact>
      <Fact name="Validators">
        {http.etag === null && http.lastModified === null
          ? 'none'
          : [http.etag, http.lastModified].filter(Boolean).join(' · ')}
        {http.liedAt === null ? null : (
          <>
            {' '}
            – the server called a changed document unchanged <When at={http.liedAt} />
          </>
        )}
      </Fact>
      <Fact name="Entries are told apart by">
        {identity === null ? 'not known yet' : `${identity.policy}: ${identity.reason}`}
      </Fact>
      <Fact name="Host">
        {feed.hostKey}
        {host === null ? null : `, ${(host.crawlDelayMs / 1000).toFixed(1)} s between requests`}
      </Fact>
      <Neighbours feed={feed} />
    </dl>
  );
}

/** Whom it has to do with: another address, another feed, other outlets, a hub, who added it. */
function Neighbours({ feed: { move, duplicateOf, voices, websub, createdAt, origin } }: { feed: Feed }) {
  return (
    <>
      {move === null ? null : (
        <Fact name="Moves">
          {move.target}, seen {count(move.seen)} times since <When at={move.since} />
        </Fact>
      )}
      {duplicateOf === null ? null : (
        <Fact name="The same as">
          <Link href={`/feeds/${duplicateOf}`}>another feed</Link>
        </Fact>
      )}
      <Fact name="Speaks for">
        {voices.length === 0
          ? 'its own outlet'
          : voices.map(({ outlet, by }) => `${outlet} (${by})`).join(', ')}
      </Fact>
      <Fact name="Push">
        {websub === null
          ? 'no hub'
          : `${websub.state}, ${count(websub.deliveries)} deliveries by ${websub.hub}`}
      </Fact>
      <Fact name="Added">
        <When at={createdAt} /> by {origin.type}
      </Fact>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
