// Usage: node measure-lines.ts <cases.json>   Reads the datelines and captions of a cases.json and prints what the product's parser reads from them, in order.
import { readFileSync } from 'node:fs';
import { readCaption, readDateline } from '@dateline/extraction';

const file = process.argv[2];
if (!file) {
  process.stderr.write('usage: measure-lines.ts <cases.json>\n');
  process.exit(2);
}

const cases = JSON.parse(readFileSync(file, 'utf8')) as Partial<
  Record<'datelines' | 'captions', { text: string }[]>
>;
const datelines = (cases.datelines ?? []).map(({ text }) => {
  const reading = readDateline(text);
  return {
    place: reading?.dateline.place ?? null,
    agency: reading?.dateline.agency ?? null,
    body: reading?.body ?? text,
  };
});
const captions = (cases.captions ?? []).map(({ text }) => {
  const { caption, credit } = readCaption(text);
  return {
    caption,
    creditAgency: credit?.creditAgency ?? null,
    creditPhotographer: credit?.creditPhotographer ?? null,
  };
});
process.stdout.write(`${JSON.stringify({ datelines, captions }, null, 1)}\n`);
