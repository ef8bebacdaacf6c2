import { Link } from 'wouter-preact';
import type { Cluster } from '../../api/types.js';
import { When } from '../../parts/when.js';
import { percent } from '../../words/numbers.js';
import { outletOf } from './story-facts.js';

type Member = Cluster['members'][number];

/** Members by outlet on a line of time: the original is marked, a copy says how alike it is. */
export function StoryLanes({ story }: { story: Cluster }) {
  const lanes = lanesOf(story.members);
  const times = story.members.map(timeOf).filter((at) => at !== null);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const place = (member: Member) => {
    const at = timeOf(member);
    return at === null || last === first ? 0 : ((at - first) / (last - first)) * 100;
  };
  return (
    <table class="lanes">
      <thead>
        <tr>
          <th scope="col">Outlet</th>
          <th scope="col">
            <When at={Number.isFinite(first) ? new Date(first).toISOString() : null} none="undated" /> …{' '}
            <When at={Number.isFinite(last) ? new Date(last).toISOString() : null} none="undated" />
          </th>
        </tr>
      </thead>
      <tbody>
        {lanes.map(([outlet, members]) => (
          <tr key={outlet}>
            <th scope="row" dir="auto">
              {outlet}
            </th>
            <td>
              <span class="lane">
                {members.map((member) => (
                  <Link
                    key={member.articleId}
                    href={`/articles/${member.articleId}`}
                    class={member.articleId === story.original ? 'original' : ''}
                    style={{ insetInlineStart: `calc(${place(member)}% * 0.9)` }}
                    title={titleOf(member, story)}
                  >
                    {labelOf(member, story)}
                  </Link>
                ))}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const timeOf = ({ publishedAt }: Member): number | null =>
  publishedAt === null ? null : Date.parse(publishedAt);

function lanesOf(members: readonly Member[]): [string, Member[]][] {
  const lanes = Object.groupBy(members, outletOf);
  return Object.entries(lanes).map(([outlet, group]) => [outlet, group ?? []]);
}

const labelOf = (member: Member, { original }: Cluster): string =>
  member.articleId === original
    ? '★ original'
    : member.score === null
      ? '● copy'
      : `● ${percent(member.score)}`;

function titleOf(member: Member, { original, originalBy }: Cluster): string {
  if (member.articleId === original)
    return `The original, ${originalBy === 'credit' ? 'since others credit it' : 'since it came first'}`;
  return member.joinedBy === 'operator' ? 'An operator put it here' : `Joined by the rule ${member.rule}`;
}
