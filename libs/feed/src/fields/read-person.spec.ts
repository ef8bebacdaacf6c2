import { parseFeed } from '../parse-feed.js';

const authorsOf = async (author: string): Promise<(string | null)[][]> => {
  const xml = `<rss><channel><item><author><![CDATA[${author}]]></author></item></channel></rss>`;
  const { items } = await parseFeed(Buffer.from(xml), { url: '', headers: {} });
  return (items[0]?.authors ?? []).map(({ name, email }) => [name, email]);
};

it.each([
  ['Simon Quay (mailto:simon@post.test)', [['Simon Quay', 'simon@post.test']]],
  ['mailto:simon@post.test', [[null, 'simon@post.test']]],
  ['Jo Quay <jo@post.test>, Ann Berth <ann@post.test>', [['Jo Quay', 'jo@post.test'], ['Ann Berth', 'ann@post.test']]],
  ['jo@post.test (Jo Quay); ann@post.test (Ann Berth)', [['Jo Quay', 'jo@post.test'], ['Ann Berth', 'ann@post.test']]],
  ['Quay, Jo <jo@post.test>', [['Quay, Jo', 'jo@post.test']]],
  ['Jo Quay - jo@post.test', [['Jo Quay', 'jo@post.test']]],
  ['Jo Quay <jo@post.test> and Ann Berth <ann@post.test>', [['Jo Quay', 'jo@post.test'], ['Ann Berth', 'ann@post.test']]],
  ['jo@post.test (Jo Quay) &amp; ann@post.test (Ann Berth)', [['Jo Quay', 'jo@post.test'], ['Ann Berth', 'ann@post.test']]],
  ['Jo Quay, Ann Berth', [['Jo Quay, Ann Berth', null]]],
])('reads %s', async (author, people) => {
  expect(await authorsOf(author)).toEqual(people);
}); // prettier-ignore
