import { checkAgainst } from '@dateline/contracts';
import { ChangeFeedBody } from '../feeds/feeds.schema.js';
import { saidRules } from './said-rules.js';

it.each([
  [{}, {}],
  [{ 'page-types': 'article,product' }, { pageTypes: ['article', 'product'] }],
  [
    { 'page-types': 'auto', interval: 'auto' },
    { pageTypes: null, intervalSeconds: null },
  ],
  [
    { content: 'feed', 'speaks-for': 'a.example,b.example' },
    { contentFrom: 'feed', speaksFor: ['a.example', 'b.example'] },
  ],
  [
    { validators: 'trust', 'retry-after': 'host', 'near-duplicates': 'drop' },
    { validators: 'trust', retryAfterScope: 'host', nearDuplicates: 'drop' },
  ],
  [
    { title: '', labels: 'Local, Sport,Local' },
    { title: null, labels: ['Local', 'Sport'] },
  ],
])('reads %j as %j', (options, rules) => {
  expect(saidRules(options)).toEqual(rules);
  if (Object.keys(rules).length > 0) expect(checkAgainst(ChangeFeedBody, rules)).toMatchObject({ ok: true });
});

it.each([{ 'page-types': 'leaflet' }, { 'page-types': '' }, { priority: 'urgent' }, { interval: 'often' }])(
  'says %j so that the API refuses it',
  (options) => {
    expect(checkAgainst(ChangeFeedBody, saidRules(options))).toMatchObject({ ok: false });
  },
);
