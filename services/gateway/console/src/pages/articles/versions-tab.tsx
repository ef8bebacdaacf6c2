import { useMemo, useState } from 'preact/hooks';
import type { Article } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';
import { Failing, Skeleton } from '../../parts/notice.js';
import { When } from '../../parts/when.js';
import { changedWords, countChanged } from '../../../../src/articles/changed-words.js';
import { counted, listed } from '../../words/numbers.js';

/** What changed from version to version, in words. */
export function VersionsTab({ article }: { article: Article }) {
  const { data, problem, reload } = useQuery<Article[]>(`/articles/${article.articleId}/revisions`);
  const [chosen, choose] = useState<number | null>(null);
  if (problem && !data) return <Failing problem={problem} what="The versions" retry={reload} />;
  if (!data) return <Skeleton />;
  const versions = [...data, article];
  const newer = versions.find(({ version }) => version === chosen) ?? article;
  const older = versions[versions.indexOf(newer) - 1];
  return (
    <>
      <ol class="versions" reversed>
        {article.revisions.toReversed().map(({ version, at, significance, changed, cause }) => (
          <li key={version}>
            <button
              type="button"
              aria-pressed={version === newer.version}
              onClick={() => {
                choose(version);
              }}
            >
              Version {version}
            </button>{' '}
            <When at={at} /> · {significance === 'first' ? 'first version' : `${significance} change`}
            {cause === 'replay' ? ' by a replay' : ''}
            {changed.length > 0 ? <span class="quiet"> of {listed(changed)}</span> : null}
          </li>
        ))}
      </ol>
      {older === undefined ? (
        <p>
          {newer.version === 1 ? 'This is the first version.' : 'The version before is not kept any more.'}
        </p>
      ) : (
        <Difference older={older} newer={newer} />
      )}
    </>
  );
}

const textOf = ({ headline, description, articleBody }: Article) =>
  [headline, description, articleBody].filter(Boolean).join('\n\n');

function Difference({ older, newer }: { older: Article; newer: Article }) {
  const pieces = useMemo(() => changedWords(textOf(older), textOf(newer)), [older, newer]);
  const { added, removed } = countChanged(pieces);
  const lang = newer.inLanguage ?? undefined;
  return (
    <section aria-label="Difference">
      <p>
        From version {older.version} to {newer.version}: {counted(added, 'word')} added,{' '}
        {counted(removed, 'word')} removed.
      </p>
      <div class="difference" dir="auto" lang={lang}>
        {pieces.map(({ text, in: where }, i) =>
          where === 'both' ? (
            <span key={i}>{text}</span>
          ) : where === 'newer' ? (
            <ins key={i}>{text}</ins>
          ) : (
            <del key={i}>{text}</del>
          ),
        )}
      </div>
    </section>
  );
}
