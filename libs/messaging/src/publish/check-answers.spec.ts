import { checkAnswers } from './check-answers.js';

const sent = [
  { clusterTopic: 'a', partition: 0 },
  { clusterTopic: 'a', partition: 0 },
  { clusterTopic: 'b', partition: 3 },
];
const answer = (topicName: string, partition: number, errorCode = 0) => ({ topicName, partition, errorCode });

it('takes one answer for each partition', () => {
  expect(() => {
    checkAnswers(sent, [answer('b', 3), answer('a', 0)]);
  }).not.toThrow();
});

it.each([
  ['an answer that is missing', [answer('a', 0)], 'b/3: no answer'],
  ['no answers at all', undefined, 'a/0: no answer'],
  ['an error', [answer('a', 0), answer('b', 3, 6)], 'b/3: error 6'],
  [
    'a partition that is answered twice',
    [answer('a', 0), answer('a', 0), answer('b', 3)],
    'a/0: answered twice',
  ],
  [
    'a partition that was not sent',
    [answer('a', 0), answer('b', 3), answer('b', 4)],
    'b/4: answered twice, or not',
  ],
])('refuses %s', (_, answers, problem) => {
  expect(() => {
    checkAnswers(sent, answers);
  }).toThrow(problem);
});
