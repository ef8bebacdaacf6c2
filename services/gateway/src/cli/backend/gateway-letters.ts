import type { LetterFacts, LetterGroup } from '../../quarantine/letter-groups.js';
import type { LetterChoiceFilter, LettersBackend } from './backend.types.js';
import { ApiProblem, type GatewayClient } from './gateway-client.js';

/** As many as the API gives at once. */
const MOST = 200;

/** Work on dead letters by the API. */
export class GatewayLetters implements LettersBackend {
  private readonly client: GatewayClient;

  constructor(client: GatewayClient) {
    // The times of letters are text, as they stand in their headers.
    this.client = client.asText();
  }

  async list({ service, code, group }: LetterChoiceFilter): Promise<LetterFacts[]> {
    const query = { service, code, group, limit: MOST };
    return (await this.client.get<{ items: LetterFacts[] }>('/dead-letters', query)).items;
  }

  async groups(service?: string): Promise<LetterGroup[]> {
    return (await this.client.get<{ items: LetterGroup[] }>('/dead-letters/groups', { service })).items;
  }

  group(id: string): Promise<LetterGroup | null> {
    return this.client.find(`/dead-letters/groups/${encodeURIComponent(id)}`);
  }

  async settle(action: 'release' | 'discard', id: string, reason: string | null) {
    const isGroup = id.length === 16;
    const path = `/dead-letters/${isGroup ? 'groups/' : ''}${encodeURIComponent(id)}/${action}`;
    const letters = isGroup ? ((await this.group(id))?.samples ?? []) : [];
    try {
      const json = reason === null ? {} : { reason };
      const { value } = await this.client.send<{ settled: number; stuck: number }>('POST', path, { json });
      return { ...value, letters };
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status === 404) return null;
      if (error.status === 409) return { settled: 0, stuck: 1, letters };
      throw error;
    }
  }

  async replay({ service, code, group }: LetterChoiceFilter) {
    const groups = await this.groups(service);
    const chosen = groups.filter(
      (one) => (code === undefined || one.code === code) && (group === undefined || one.id === group),
    );
    let replayed = 0;
    for (const { id } of chosen) replayed += (await this.settle('release', id, null))?.settled ?? 0;
    const waiting = groups.reduce((sum, { count }) => sum + count, 0);
    return { replayed, kept: waiting - replayed, letters: chosen.flatMap(({ samples }) => samples) };
  }
}
