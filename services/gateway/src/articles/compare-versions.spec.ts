import { sampleRecord } from '@dateline/testing';
import { compareVersions } from './compare-versions.js';

const first = sampleRecord('https://tribune.example/ferry', {
  headline: 'Ferry returns on Monday',
  articleBody: 'The ferry returns.',
  articleSection: ['Harbour'],
});
const second = {
  ...first,
  version: 2,
  updatedAt: '2026-03-03T10:00:00.000Z',
  headline: 'Ferry returns on Tuesday',
  articleSection: ['Harbour', 'Ferries'],
};

it('says what differs, of texts word by word, and nothing of the bookkeeping', () => {
  expect(compareVersions(first, second)).toEqual({
    articleId: first.articleId,
    older: { version: 1, at: first.updatedAt },
    newer: { version: 2, at: second.updatedAt },
    fields: [
      {
        field: 'headline',
        before: 'Ferry returns on Monday',
        after: 'Ferry returns on Tuesday',
        words: [
          { text: 'Ferry returns on ', in: 'both' },
          { text: 'Monday', in: 'older' },
          { text: 'Tuesday', in: 'newer' },
        ],
      },
      { field: 'articleSection', before: ['Harbour'], after: ['Harbour', 'Ferries'], words: null },
    ],
  });
});

it('takes a field that one version lacks as null', () => {
  const { fields } = compareVersions({ ...first, description: null }, { ...first, description: 'A ferry.' });
  expect(fields).toEqual([{ field: 'description', before: null, after: 'A ferry.', words: null }]);
});
