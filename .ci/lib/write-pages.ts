/** Saved news pages whose texts nothing shares: write-pages.ts <folder> <how many> <first number>. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...numbers] = process.argv.slice(2);
const [count = 0, first = 0] = numbers.map(Number);
if (!folder) throw new Error('usage: write-pages.ts <folder> <how many> <first number>');
mkdirSync(folder, { recursive: true });
for (let n = first; n < first + count; n++) writeFileSync(join(folder, `page-${n}.html`), pageOf(n));

function pageOf(n: number): string {
  const word = (k: number) =>
    createHash('sha256').update(`ci ${n} ${k}`).digest('hex').replace(/\d/g, '').slice(0, 7);
  const sentence = (k: number) =>
    `The ${Array.from({ length: 14 }, (_, i) => word(k * 20 + i)).join(' ')} stood on the quay.`;
  const paragraphs = [0, 2, 4, 6].map((k) => `<p>${sentence(k)} ${sentence(k + 1)}</p>`).join('');
  const title = `Report ${n} on ${word(999)} and ${word(998)}`;
  const url = `https://quay-gazette.example/reports/${n}`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="canonical" href="${url}"></head><body><article><h1>${title}</h1>${paragraphs}</article></body></html>\n`;
}
