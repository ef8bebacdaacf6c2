import { readPageText } from './read-page-text.js';

it('reads headings and lines, and no scripts', () => {
  const page = `<html><head><title>Ferry &amp; fog</title><style>p { color: red }</style></head><body><svg><title>Logo</title></svg>
    <h1>Ferry <em>waits</em></h1><script>let a = '<p>no</p>'</script><div>One <b>line</b><p>Another<br>and a third</div><h1>More</h1></body>`;
  expect(readPageText(page)).toEqual({
    heading: 'Ferry & fog\nFerry waits',
    lines: ['One line', 'Another', 'and a third', 'More'],
  });
});

it('reads text without markup, and nothing', () => {
  expect(readPageText('Only words')).toEqual({ heading: '', lines: ['Only words'] });
  expect(readPageText('')).toEqual({ heading: '', lines: [] });
});

it('reads a hostile page in one pass', () => {
  const deep = '<div><p>'.repeat(100_000);
  expect(readPageText(`${deep}end`).lines).toEqual(['end']);
});
