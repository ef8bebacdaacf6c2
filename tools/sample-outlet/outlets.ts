import { alManara } from './articles/al-manara.ts';
import { fieldAndOrbit } from './articles/field-and-orbit.ts';
import { harbourCourier } from './articles/harbour-courier.ts';
import { meridianPost } from './articles/meridian-post.ts';
import type { Article, ArticleUpdate, Edit, Outlet } from './outlet.types.ts';

/**
 * The four invented outlets: how each publishes, and what it publishes. `entries` are what its feed lists; an entry is an article,
 * another address of one, or an address that answers with something that is no article.
 */
export const OUTLETS: Outlet[] = [
  {
    id: 'harbour',
    name: 'Harbour Courier',
    language: 'en',
    domain: 'harbour-courier.example',
    feed: { format: 'rss', path: '/feed.xml' },
    markup: 'json-ld',
    path: (slug) => `/news/${slug}`,
    articles: harbourCourier,
    others: [
      {
        path: '/news/first-electric-ferry-crosses-elms-sound?utm_source=letter&utm_medium=email',
        sameAs: 'electric-ferry',
      },
      { path: '/amp/news/night-bakery-becomes-cooperative', sameAs: 'night-bakery' },
      { path: '/news/harbour-budget-in-figures', title: 'The harbour budget in figures', answer: 'broken' },
    ],
  },
  {
    id: 'meridian',
    name: 'Meridian Post',
    language: 'en',
    domain: 'meridian-post.example',
    feed: { format: 'atom', path: '/atom.xml' },
    markup: 'meta',
    path: (slug) => `/world/${slug}.html`,
    articles: [...meridianPost, ...harbourCourier.slice(0, 1).map(syndicatedCopy)],
    others: [
      { path: '/world/correction-withdrawn.html', title: 'A report that was withdrawn', answer: 'missing' },
    ],
  },
  {
    id: 'manara',
    name: 'صحيفة المنارة',
    language: 'ar',
    domain: 'al-manara.example',
    feed: { format: 'rdf', path: '/rss.rdf' },
    markup: 'meta',
    path: (slug) => `/akhbar/${slug}`,
    articles: alManara,
    others: [{ path: '/akhbar/bila-nass', title: 'صفحة بلا نص', answer: 'empty' }],
  },
  {
    id: 'orbit',
    name: 'Field & Orbit',
    language: 'en',
    domain: 'field-and-orbit.example',
    feed: { format: 'json', path: '/feed.json' },
    markup: 'json-ld',
    path: (slug) => `/stories/${slug}/`,
    articles: fieldAndOrbit,
    others: [
      { path: '/papers/annual-report.pdf', title: 'Annual report (PDF)', answer: 'pdf' },
      { path: '/stories/every-measurement/', title: 'Every measurement on one page', answer: 'oversize' },
    ],
  },
];

/** The same agency report as another desk prints it: its own headline, a shortened end, a few words changed. */
function syndicatedCopy(article: Article): Article {
  const edits: Edit[] = [
    ['on Tuesday, ending ninety years', 'on Tuesday and ended ninety years'],
    ['two minutes ahead of the timetable', 'two minutes early'],
    ['The board expects the ship to use', 'The ship is expected to use'],
    ['Not everybody was pleased. The union', 'The union'],
  ];
  return {
    ...article,
    id: 'electric-ferry-syndicated',
    sameAs: 'electric-ferry',
    slug: 'battery-ferry-replaces-diesel-after-ninety-years',
    section: 'World',
    headline: 'Battery ship replaces diesel after ninety years on island route',
    standfirst: 'A port board built its own substation because the town’s network was too weak.',
    byline: null,
    hoursAgo: article.hoursAgo - 2,
    paragraphs: article.paragraphs.slice(0, -1).map((text) => edited(text, edits)),
  };
}

/** The article as it reads after its update. */
export function updatedArticle(article: Article, update: ArticleUpdate): Article {
  const kept = article.paragraphs.slice(update.paragraphs.length);
  const { edits, ...changed } = update;
  return {
    ...article,
    ...changed,
    paragraphs: [...update.paragraphs, ...kept.map((text) => edited(text, edits))],
  };
}

function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce((result, [from, to]) => result.replace(from, to), text);
}
