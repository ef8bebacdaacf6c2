import { readCaption } from './read-caption.js';

describe('readCaption', () => {
  it.each([
    ['Fans wait. Photo: Jane Doe/AFP via Getty Images', 'Fans wait.', 'AFP', 'Jane Doe'],
    ['The dam. (AFP/File)', 'The dam.', 'AFP', null],
    ['The dam, seen from above – AFP', 'The dam, seen from above', 'AFP', null],
    ['REUTERS/Kevin Marsh', null, 'Reuters', 'Kevin Marsh'],
    ['Ship at sea. Handout via REUTERS', 'Ship at sea.', 'Reuters', null],
    ['Kids play. AP Photo/J. Smith', 'Kids play.', 'AP', 'J. Smith'],
    ['Kids play. (JOHN DOE/The Daily Planet)', 'Kids play.', 'The Daily Planet', 'John Doe'],
    ['Smoke rises © Reuters', 'Smoke rises', 'Reuters', null],
    [
      'The winner, Michael D. Higgins. | Ann Carson/PA Images via Getty Images',
      'The winner, Michael D. Higgins.',
      'PA',
      'Ann Carson',
    ],
    ['REUTERS, Kevin Marsh: The two leaders', 'The two leaders', 'Reuters', 'Kevin Marsh'],
    ['الوزير خلال المؤتمر - رويترز', 'الوزير خلال المؤتمر', 'رويترز', null],
    ['جنود. تصوير: أحمد علي', 'جنود.', null, 'أحمد علي'],
  ])('%s', (text, caption, creditAgency, creditPhotographer) => {
    const reading = readCaption(text);
    expect(reading.caption).toBe(caption);
    expect(reading.credit).toMatchObject({ creditAgency, creditPhotographer });
  });

  it.each([
    'A view (left) of the town (right)',
    'The Reuters building in London.',
    'She reads the map of the old harbour.',
    'The king waves (2015)',
    'Image: a street that floods every year and the people who live in it',
  ])('leaves "%s" whole', (text) => expect(readCaption(text)).toEqual({ caption: text, credit: null }));
});
