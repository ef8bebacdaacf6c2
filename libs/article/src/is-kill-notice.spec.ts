import { isKillNotice, killedHeadlinesOf } from './is-kill-notice.js';

const long = 'The council met on Tuesday to talk about the ferry. '.repeat(40);

it.each([
  ['MANDATORY KILL: Ferry opens late', 'Editors: kill the story slugged ferry.'],
  ['Kill notice', 'The story on the harbour is withdrawn.'],
  ['WITHDRAWN: Old town library to open', null],
  ['Old town library to open', 'This article has been withdrawn by its author pending review.'],
  ['Eds: ', 'Please kill this story headlined Library to open; the date is wrong.'],
  ['BC-HARBOUR-KILL', 'Editors, kill the story on the harbour.'],
  ['EDITORS: KILL', 'Kill the item headlined "Library to open". A substitute will follow.'],
  ['Note to editors', 'The story headlined “Library to open” has been withdrawn.'],
  ['ANNULATION: La bibliothèque rouvre', 'Merci d’annuler la dépêche de ce matin.'],
  ['إلغاء خبر: المكتبة تفتح أبوابها', 'يرجى إلغاء الخبر لخطأ في التاريخ.'],
])('takes %j for a kill notice', (headline, articleBody) => {
  expect(isKillNotice({ headline, articleBody })).toBe(true);
});

it.each([
  ['Storm could kill power in the north', 'Crews stand by.'],
  ['Minister withdraws bill', 'The bill has been withdrawn, the ministry said.'],
  ['Skill shortage grows', null],
  ['Paper explains why a story was retracted', `This story has been withdrawn. ${long}`],
  ['Editors kill story on mayor after call', 'The paper had spent a month on it.'],
  ['Road-kill counts rise in spring', 'Hedgehogs fare worst, a survey says.'],
  ['Kill order on stray dogs stirs protest', 'Residents met at the town hall.'],
  ['Journal: study of tides is flawed', 'The article was retracted on Tuesday, its publisher said.'],
  ['Aide says mayor tried to stop the press', 'He was asked to kill the story about the ferry, he said.'],
  ['Mayor called paper', 'The message was short: kill the story about the ferry.'],
  ['Kill-or-cure week for the ferry line', 'It has until Friday.'],
  ['Withdrawn ministers return', 'They came back on Monday.'],
  ['Annulation du concert de samedi', 'La pluie en est la cause.'],
  ['إلغاء رحلات العبارة', 'توقفت العبارة بسبب الضباب.'],
  [null, null],
])('takes %j for no kill notice', (headline, articleBody) => {
  expect(isKillNotice({ headline, articleBody })).toBe(false);
});

it.each([
  ['MANDATORY KILL: Old town library to open', null, ['Old town library to open']],
  [
    'Kill notice',
    'Kill the story headlined “Old town library to open”; the date is wrong.',
    ['Old town library to open'],
  ],
  [
    'Eds',
    'Please kill the story headlined Old town library to open; it is wrong.',
    ['Old town library to open'],
  ],
  ['إلغاء خبر: المكتبة تفتح أبوابها', null, ['المكتبة تفتح أبوابها']],
  ['Kill notice', 'The story on the harbour is withdrawn.', []],
])('reads from %j, %j the headlines that it takes back', (headline, articleBody, expected) => {
  expect(killedHeadlinesOf({ headline, articleBody })).toEqual(expected);
});
