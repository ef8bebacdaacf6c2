import { isKillNotice } from './is-kill-notice.js';

const long = 'The council met on Tuesday to talk about the ferry. '.repeat(40);

it.each([
  ['MANDATORY KILL: Ferry opens late', 'Editors: kill the story slugged ferry.'],
  ['Kill notice', 'The story on the harbour is withdrawn.'],
  ['WITHDRAWN: Old town library to open', null],
  ['Old town library to open', 'This article has been withdrawn by its author pending review.'],
  ['Eds: ', 'Please kill this story headlined Library to open; the date is wrong.'],
])('takes %j for a kill notice', (headline, articleBody) => {
  expect(isKillNotice({ headline, articleBody })).toBe(true);
});

it.each([
  ['Storm could kill power in the north', 'Crews stand by.'],
  ['Minister withdraws bill', 'The bill has been withdrawn, the ministry said.'],
  ['Skill shortage grows', null],
  ['Paper explains why a story was retracted', `This story has been withdrawn. ${long}`],
  [null, null],
])('takes %j for no kill notice', (headline, articleBody) => {
  expect(isKillNotice({ headline, articleBody })).toBe(false);
});
