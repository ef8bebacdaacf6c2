import { setTimeout as sleep } from 'node:timers/promises';
import type { Fleet } from './fleet.ts';
import type { Story } from './outlets/plan-stories.ts';

const PAUSE_MS = 2000;

/** Gives the orders of a run, each until a gateway has taken it, and then once more. */
export class OrderDesk {
  readonly given = new Set<string>();
  #isOpen = true;
  #work: Promise<void> | undefined;
  readonly #orders: readonly { story: Story; url: string }[];
  readonly #fleet: Fleet;

  constructor(fleet: Fleet, orders: readonly { story: Story; url: string }[]) {
    this.#fleet = fleet;
    this.#orders = orders;
  }

  /** Orders that no gateway has taken yet. */
  get left(): number {
    return this.#orders.length - this.given.size;
  }

  get isDone(): boolean {
    return this.left === 0;
  }

  open(): void {
    this.#work = this.#giveAll();
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    await this.#work;
  }

  async #giveAll(): Promise<void> {
    while (this.#isOpen && !this.isDone) {
      for (const { story, url } of this.#orders) {
        if (this.given.has(story.name) || !this.#isOpen) continue;
        // An article that is not there yet, or a gateway that is not: the order is given again.
        const isTaken = await this.#give(story, url).then(
          () => true,
          () => false,
        );
        if (!isTaken) continue;
        this.given.add(story.name);
        await this.#give(story, url).catch(() => undefined);
      }
      await sleep(PAUSE_MS);
    }
  }

  async #give(story: Story, url: string): Promise<void> {
    await this.#fleet.ask(`/articles/${encodeURIComponent(url)}/${story.order}`, {
      method: 'POST',
      headers: { 'idempotency-key': `order-of-${story.name}` },
      body: { reason: 'the court ordered it' },
      timeoutMs: 20_000,
    });
  }
}
