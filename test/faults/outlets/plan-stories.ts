import { seededRandom } from '@dateline/testing';
import { nearlySame, storyText, type StoryText } from './page-texts.ts';

/** How a story's page behaves. `flaky` resets its first connections; `reset` all of them. */
export type StoryKind =
  | 'plain'
  | 'updated'
  | 'reverted'
  | 'copy'
  | 'near_copy'
  | 'flaky'
  | 'gone'
  | 'reset'
  | 'binary'
  | 'too_large';

/** A story of an outlet. Its editions follow one another, one in each wave from `wave` on. */
export interface Story {
  name: string;
  kind: StoryKind;
  outlet: number;
  wave: number;
  editions: StoryText[];
  /** The name of the story that this one is a copy of. */
  copyOf?: string;
  /** An operator's order, given once the story is an article. */
  order?: 'retract' | 'erase';
}

export const OUTLETS = 6;
export const WAVES = 5;
const MOST_EDITIONS = 3;

/** Of a hundred stories; the rest is plain. */
const SHARES: [StoryKind, number][] = [
  ['updated', 10],
  ['reverted', 8],
  ['copy', 6],
  ['near_copy', 5],
  ['flaky', 5],
  ['gone', 3],
  ['reset', 3],
  ['binary', 2],
  ['too_large', 1],
];
const ORDERED = 0.05;

/** The stories of a run. The same seed gives the same ones. */
export function planStories(seed: number, articles: number): Story[] {
  const random = seededRandom(seed * 31 + 7);
  const below = (limit: number) => Math.floor(random() * limit);
  const stories: Story[] = [];
  const plain: Story[] = [];
  /** Of each story, the outlets that have it or a copy of it. */
  const outlets = new Map<string, Set<number>>();
  const outletsOf = (name: string) => outlets.get(name) ?? new Set<number>();
  for (let n = 0; n < articles; n++) {
    const name = `story-${seed}-${n}`;
    const kind = plain.length === 0 ? 'plain' : kindAt(random() * 100);
    const story: Story = {
      name,
      kind,
      outlet: below(OUTLETS),
      wave: below(WAVES),
      editions: [storyText(name)],
    };
    if (kind === 'plain') plain.push(story);
    if (kind === 'updated' || kind === 'reverted') {
      story.wave = below(WAVES - MOST_EDITIONS + 1);
      const second = storyText(`${name}/second`);
      const first = story.editions[0] as StoryText;
      // The headline stays: it is the same story.
      story.editions.push({ ...second, headline: first.headline });
      story.editions.push(
        kind === 'reverted' ? first : { ...storyText(`${name}/third`), headline: first.headline },
      );
    }
    if (kind === 'copy' || kind === 'near_copy') {
      // No outlet has a story twice: there it would be one article at two addresses.
      const fresh = plain.filter(({ name }) => outletsOf(name).size < OUTLETS);
      const of = fresh[below(fresh.length)] as Story;
      const text = of.editions[0] as StoryText;
      story.copyOf = of.name;
      while (outletsOf(of.name).has(story.outlet)) story.outlet = (story.outlet + 1) % OUTLETS;
      story.editions = [kind === 'copy' ? text : nearlySame(text, name)];
    }
    outlets.set(story.copyOf ?? name, outletsOf(story.copyOf ?? name).add(story.outlet));
    stories.push(story);
  }
  const copied = new Set(stories.map(({ copyOf }) => copyOf));
  for (const story of plain)
    if (!copied.has(story.name) && random() < ORDERED) story.order = random() < 0.5 ? 'retract' : 'erase';
  return stories;
}

function kindAt(percent: number): StoryKind {
  let rest = percent;
  for (const [kind, share] of SHARES) {
    if (rest < share) return kind;
    rest -= share;
  }
  return 'plain';
}
