export interface SampleItem {
  guid: string;
  /** Absolute; an item without one has no link. */
  link?: string;
  title: string;
}

/** An RSS document of our own with the given items. */
export function sampleFeed(items: readonly SampleItem[]): string {
  const rendered = items.map(
    ({ guid, link, title }) =>
      `<item><guid isPermaLink="false">${guid}</guid>${link ? `<link>${link}</link>` : ''}<title>${title}</title></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>Harbour News</title><link>https://outlet.example/</link>${rendered.join('')}</channel></rss>`;
}

/** A page of our own. */
export const samplePage = (title: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1><p>The ferry came back on Tuesday.</p></article></body></html>`;
