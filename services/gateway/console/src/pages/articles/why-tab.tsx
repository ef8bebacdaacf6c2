import { Link } from 'wouter-preact';
import type { Article, Decisions } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';
import { Failing, Skeleton } from '../../parts/notice.js';
import { When } from '../../parts/when.js';
import { comparisonSentence, decisionSentence } from '../../words/decision-words.js';

type Decision = Decisions['decisions'][number];

/** Why the article was resolved as it is, the latest decision first. */
export function WhyTab({ article }: { article: Article }) {
  const { data, problem, reload } = useQuery<Decisions>(`/articles/${article.articleId}/decisions`);
  if (problem && !data) return <Failing problem={problem} what="The decisions" retry={reload} />;
  if (!data) return <Skeleton />;
  if (data.decisions.length === 0) return <p>Its decisions are older than what is kept.</p>;
  return (
    <ol class="decisions">
      {data.decisions.map((decision) => (
        <li key={decision.eventId}>
          <p>
            {decisionSentence(decision)} <When at={decision.decidedAt} none="" />
          </p>
          {decision.addressReused ? <p>The address carries another story than before.</p> : null}
          <Compared decision={decision} own={article} />
          {decision.rules === null ? null : (
            <p class="quiet">
              By the rules for addresses {decision.rules.url} and for texts {decision.rules.text}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Compared({ decision: { matched, comparison }, own }: { decision: Decision; own: Article }) {
  if (matched === null) return null;
  const sentence = comparisonSentence(comparison);
  return (
    <>
      <p>
        Compared with{' '}
        <Link href={`/articles/${matched.articleId}`} dir="auto">
          {matched.headline ?? matched.url ?? matched.articleId}
        </Link>
        . {sentence}
      </p>
      {matched.articleId === own.articleId ? null : <Passages own={own} otherId={matched.articleId} />}
    </>
  );
}

/** The article's paragraphs with those marked that the other has word for word. */
function Passages({ own, otherId }: { own: Article; otherId: string }) {
  const { data } = useQuery<Article>(`/articles/${otherId}`);
  if (!data?.articleBody || !own.articleBody) return null;
  const theirs = new Set(data.articleBody.split('\n').map(squeezed));
  return (
    <details>
      <summary>Passages that both have</summary>
      <div class="difference" dir="auto" lang={own.inLanguage ?? undefined}>
        {own.articleBody.split('\n').map((line, i) => (
          <p key={i}>{line !== '' && theirs.has(squeezed(line)) ? <mark>{line}</mark> : line}</p>
        ))}
      </div>
    </details>
  );
}

const squeezed = (line: string) => line.replace(/\s+/g, ' ').trim().toLowerCase();
