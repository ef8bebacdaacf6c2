import { ScriptedServer } from '@dateline/testing';
import { createHash } from 'node:crypto';
import { pageOf, type StoryText } from './page-texts.ts';
import { OUTLETS, type Story } from './plan-stories.ts';

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const FLAKY_RESETS = 2;
const MINUTE_MS = 60_000;

/** The outlets of a run: each is a site of its own with one feed, and says what it was asked for. */
export class Newsroom {
  #wave = -1;
  readonly #outlets: ScriptedServer[];
  readonly #stories: readonly Story[];
  readonly #startedAt = Date.now();

  private constructor(outlets: ScriptedServer[], stories: readonly Story[]) {
    this.#outlets = outlets;
    this.#stories = stories;
  }

  static async open(stories: readonly Story[]): Promise<Newsroom> {
    const outlets: ScriptedServer[] = [];
    for (let i = 0; i < OUTLETS; i++) outlets.push(await ScriptedServer.start(`127.0.1.${i + 1}`));
    const newsroom = new Newsroom(outlets, stories);
    for (const story of stories) newsroom.#servePage(story);
    for (const [i, outlet] of outlets.entries())
      outlet.route('/feed.xml', () => ({
        headers: { 'content-type': 'application/rss+xml' },
        body: newsroom.#feedOf(i),
      }));
    return newsroom;
  }

  get feeds(): string[] {
    return this.#outlets.map((outlet) => outlet.url('/feed.xml'));
  }

  /** Requests for pages that the outlets have had. */
  get pageRequests(): number {
    return this.#outlets.reduce(
      (sum, { requests }) => sum + requests.filter(({ path }) => path.startsWith('/story')).length,
      0,
    );
  }

  urlOf({ outlet, name }: Story): string {
    return this.#outletAt(outlet).url(`/${name}`);
  }

  /** Publishes the stories of the wave, and the next edition of those that have more than one. */
  publish(wave: number): void {
    this.#wave = wave;
  }

  async close(): Promise<void> {
    await Promise.all(this.#outlets.map((outlet) => outlet.stop()));
  }

  #outletAt(i: number): ScriptedServer {
    const outlet = this.#outlets[i];
    if (!outlet) throw new RangeError(`there is no outlet ${i}`);
    return outlet;
  }

  #editionOf({ wave, editions }: Story): { text: StoryText; number: number } {
    const number = Math.max(0, Math.min(this.#wave - wave, editions.length - 1));
    return { text: editions[number] as StoryText, number };
  }

  #servePage(story: Story): void {
    let resets = 0;
    this.#outletAt(story.outlet).route(`/${story.name}`, () => {
      if (story.kind === 'reset' || (story.kind === 'flaky' && ++resets <= FLAKY_RESETS))
        return { cut: true };
      if (story.kind === 'gone') return { status: 404, headers: HTML, body: 'no such page' };
      if (story.kind === 'binary') return { headers: HTML, body: noise(story.name, 40_000) };
      if (story.kind === 'too_large')
        return { headers: HTML, body: `<html>${'<p>long</p>'.repeat(600_000)}` };
      return { headers: HTML, body: pageOf(this.#editionOf(story).text) };
    });
  }

  #feedOf(outlet: number): string {
    const items = this.#stories
      .filter((story) => story.outlet === outlet && story.wave <= this.#wave)
      .map((story) => {
        const { text, number } = this.#editionOf(story);
        const at = new Date(this.#startedAt - MINUTE_MS * (30 - story.wave - number)).toUTCString();
        return `<item><title>${text.headline}</title><link>${this.urlOf(story)}</link><guid isPermaLink="false">${story.name}</guid><pubDate>${at}</pubDate><description>${text.summary}</description></item>`;
      });
    return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Outlet ${outlet}</title><link>${this.#outletAt(outlet).url('/')}</link><description>Reports of outlet ${outlet}</description>${items.join('')}</channel></rss>`;
  }
}

/** Bytes that are no text, the same for the same name. */
function noise(name: string, bytes: number): Buffer {
  const parts = Array.from({ length: Math.ceil(bytes / 64) }, (_, i) =>
    createHash('sha512').update(`${name} ${i}`).digest(),
  );
  return Buffer.concat(parts).subarray(0, bytes);
}
