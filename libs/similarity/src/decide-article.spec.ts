import { decideArticle, type Claimant, type Knowledge } from './decide-article.js';

const arrival = { articleId: 'b', contentHash: 'new-text', outlet: 'paper.example' };
const nothing: Knowledge = { own: null, claimants: [], near: null };
const near = { articleId: 'a', score: 0.6, rule: 'jaccard', clusterId: null } as const;

function claimant(tier: Claimant['tier'], likeness: number | null, hashes = ['old-text']): Claimant {
  const [contentHash = '', ...pastHashes] = hashes;
  return { tier, likeness, known: { articleId: 'a', contentHash, pastHashes, clusterId: null } };
}
const own = (likeness: number | null, hashes?: string[]): Claimant => {
  const { known, ...rest } = claimant('url', likeness, hashes);
  return { ...rest, known: { ...known, articleId: 'b' } };
};

describe('decideArticle', () => {
  it('is new when nothing is known', () => {
    expect(decideArticle(arrival, nothing)).toEqual({ kind: 'new' });
  });

  it.each([
    ['its present text', ['new-text']],
    ['an older text of its own: copies lag behind', ['latest', 'new-text']],
  ])('is unchanged with %s', (_what, hashes) => {
    expect(decideArticle(arrival, { ...nothing, own: own(1, hashes) })).toMatchObject({
      kind: 'duplicate',
      of: 'b',
      reason: 'unchanged',
    });
  });

  it.each([
    ['alike', 0.7, false],
    ['unlike: the address carries another story', 0.04, true],
    ['too short to tell', null, false],
  ])('is a revision of itself when its text is %s', (_what, likeness, addressReused) => {
    expect(decideArticle(arrival, { ...nothing, own: own(likeness), near })).toEqual({
      kind: 'revision',
      of: 'b',
      tier: 'url',
      score: likeness,
      addressReused,
    });
  });

  it.each([
    ['entry', ['new-text'], 1, 'same_entry'],
    ['url', ['other', 'new-text'], 0.3, 'same_url'],
    ['canonical', ['old-text'], 0.3, 'same_url'],
    ['content', ['new-text'], null, 'same_content'],
    ['headline', ['new-text'], 1, 'same_headline'],
  ] as const)('repeats the holder of the same %s', (tier, hashes, likeness, reason) => {
    const claimants = [claimant(tier, likeness, [...hashes])];
    expect(decideArticle(arrival, { ...nothing, claimants })).toMatchObject({
      kind: 'duplicate',
      of: 'a',
      tier,
      reason,
    });
  });

  it.each([
    ['entry', 0.05],
    ['url', null],
    ['headline', 0.25],
  ] as const)('does not let another outlet revise the holder of the same %s', (tier, likeness) => {
    const holder = claimant(tier, likeness);
    const claimants = [{ ...holder, known: { ...holder.known, outlet: 'other.example' } }];
    expect(decideArticle(arrival, { ...nothing, claimants })).toEqual({ kind: 'new' });
  });

  it.each([
    ['entry', 0.05],
    ['url', null],
    ['headline', 0.25],
  ] as const)('revises the holder of the same %s', (tier, likeness) => {
    const claimants = [claimant(tier, likeness)];
    expect(decideArticle(arrival, { ...nothing, claimants })).toMatchObject({
      kind: 'revision',
      of: 'a',
      tier,
    });
  });

  it.each([
    ['a guid used again', 'entry', 0.04],
    ['an alias of another story', 'url', 0.04],
    ['a canonical link to another site and another text', 'canonical', 0.2],
    ['a canonical link to another site and no text', 'canonical', null],
    ['a hash that the article has no longer', 'content', 1],
    ['a headline of another text', 'headline', 0.2],
  ] as const)('does not believe %s', (_what, tier, likeness) => {
    expect(decideArticle(arrival, { ...nothing, claimants: [claimant(tier, likeness)] })).toEqual({
      kind: 'new',
    });
  });

  it('does not believe hearsay without a text to bear it out', () => {
    const decide = (likeness: number | null, hashes?: string[]) =>
      decideArticle(arrival, {
        ...nothing,
        claimants: [{ ...claimant('url', likeness, hashes), hearsay: true }],
      }).kind;
    expect([decide(null), decide(0.05), decide(null, ['new-text'])]).toEqual([
      'new',
      'revision',
      'duplicate',
    ]);
  });

  it('takes the strongest claim, and any claim before a likeness', () => {
    const claimants = [claimant('entry', 0.01), claimant('url', 0.9), claimant('headline', 0.9)];
    expect(decideArticle(arrival, { own: null, claimants, near })).toMatchObject({ tier: 'url' });
  });

  it.each([
    ['opens the cluster of the first', null, 'a'],
    ['joins the cluster', 'c', 'c'],
  ])('resembles: %s', (_what, clusterId, expected) => {
    expect(decideArticle(arrival, { ...nothing, near: { ...near, clusterId } })).toEqual({
      kind: 'near_duplicate',
      of: 'a',
      tier: 'near_duplicate',
      score: 0.6,
      rule: 'jaccard',
      clusterId: expected,
    });
  });

  it('is never its own duplicate', () => {
    const self = { ...near, articleId: 'b' };
    const claimants = [own(1, ['new-text'])];
    expect(decideArticle(arrival, { own: null, claimants, near: self })).toEqual({ kind: 'new' });
  });
});
