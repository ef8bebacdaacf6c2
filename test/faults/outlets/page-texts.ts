import { createHash } from 'node:crypto';

const SYLLABLES = 'ba ce di fo gu la me ni po ru sa te vi wo xu ya ze ko ri ta lo ne mu si'.split(' ');
const PARAGRAPHS = 5;

/** The text of one edition of a story. */
export interface StoryText {
  headline: string;
  summary: string;
  paragraphs: string[];
}

/** A text that no other name shares: every word is made from a hash. */
export function storyText(name: string): StoryText {
  const paragraphs = Array.from({ length: PARAGRAPHS }, (_, p) =>
    [0, 1, 2].map((s) => sentence(`${name}/${p}/${s}`)).join(' '),
  );
  return {
    headline: `${capital(words(`${name}/headline`, 5))} after ${words(`${name}/after`, 2)}`,
    summary: sentence(`${name}/summary`),
    paragraphs,
  };
}

/** The same story with one sentence of fifteen put otherwise. */
export function nearlySame({ headline, summary, paragraphs }: StoryText, name: string): StoryText {
  return {
    headline,
    summary,
    paragraphs: [...paragraphs.slice(0, -1), `${paragraphs.at(-1) ?? ''} ${sentence(`${name}/other`)}`],
  };
}

export function pageOf({ headline, summary, paragraphs }: StoryText): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${headline}</title><meta property="og:type" content="article"><meta name="description" content="${summary}"></head><body><article><h1>${headline}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</article></body></html>`;
}

const sentence = (name: string): string =>
  `The ${words(`${name}/a`, 7)} of the harbour ${words(`${name}/b`, 6)} and the ${words(`${name}/c`, 4)}.`;

function words(name: string, count: number): string {
  const bytes = createHash('sha512').update(name).digest();
  return Array.from({ length: count }, (_, i) =>
    [0, 1, 2].map((k) => SYLLABLES[(bytes[i * 3 + k] ?? 0) % SYLLABLES.length]).join(''),
  ).join(' ');
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
