import { connectionProblem } from './connection-problem.js';

it.each([
  'mongodb://127.0.0.1:27017/?replicaSet=rs0',
  'mongodb://a.example:27017,b.example:27018/news?replicaSet=rs0&authSource=admin&tls=true',
  'mongodb://user:p%40ss@mongo/?tls=true&tlsCAFile=/etc/ca.crt',
  'mongodb+srv://user:word@cluster.example/?retryWrites=true',
])('takes %s', (uri) => {
  expect(connectionProblem(uri)).toBeNull();
});

it.each([
  'abc',
  '127.0.0.1:27017',
  'http://127.0.0.1:27017/',
  'mongodb://',
  'mongodb://:27017',
  'mongodb://host:99999/',
  'mongodb://host:port/',
  'mongodb://user:p@ss@word@host/',
  'mongodb://host/?tls=perhaps',
  'mongodb://host/?noSuchOption=1',
  'mongodb+srv://host:27017/',
])('says in one line what is wrong with %s', (uri) => {
  expect(connectionProblem(uri)).toMatch(/^[^\n]+$/);
});

it('repeats no password', () => {
  for (const uri of [
    'mongodb://user:hunter2@host:99999/',
    'mongodb://user:hunter2@/',
    'http://user:hunter2@host',
  ])
    expect(connectionProblem(uri)).not.toContain('hunter2');
});
