import { hostKeyOf, sameOutlet } from '@dateline/article';
import type { HttpClient, HttpResponse } from '@dateline/http';
import { judgePermission, judgePointer, judgeResponse, type PageVerdict } from '../verdicts/page-verdict.js';
import type { Permission, RobotsCall, RobotsGate } from '../robots/robots.gate.js';

const ACCEPT = 'text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1';

export interface PageDependencies {
  http: HttpClient;
  /** Null when robots.txt is not consulted. */
  robots: Pick<RobotsGate, 'permissionFor'> | null;
  /** Waits for a turn of the next host: before a redirect is followed, or a page elsewhere is asked for. */
  politenessDelay: (next: URL, from: URL, signal: AbortSignal) => Promise<void>;
  now: () => Date;
}

interface JudgedRequest {
  kind: 'judged';
  verdict: PageVerdict;
  response: HttpResponse | null;
}

/** How the request for a page ended. */
export type PageRequest = JudgedRequest | { kind: 'postponed' };

/** A redirect that ends the request, with its meaning for the article. */
class RedirectEnds extends Error {
  constructor(readonly verdict: PageVerdict) {
    super('a redirect is not followed');
    this.name = 'RedirectEnds';
  }
}

/**
 * Requests a page if robots.txt allows it, and checks each redirect within its outlet too. A redirect to
 * another outlet is reported and not followed. `postponed`: robots.txt used the host's turn, so the page
 * waits for the next one. Throws HttpError if there is no response.
 */
export async function askPage(
  { url, urlNormalized }: { url: string; urlNormalized: string },
  call: RobotsCall & { maxBytes: number },
  on: PageDependencies,
): Promise<PageRequest> {
  const permission = await permissionFor(url, call, on);
  if (permission?.asked && permission.answer === 'allowed') return { kind: 'postponed' };
  const refusal = permission && judgePermission(permission.answer);
  if (refusal) return { kind: 'judged', verdict: refusal, response: null };
  const { maxBytes, signal } = call;
  const beforeRedirect = async (next: URL, from: URL) => {
    // A redirect service may redirect within its own site before it leads to the target.
    if (/^https?:$/.test(next.protocol) && ![url, urlNormalized].some((of) => sameOutlet(next.href, of)))
      throw new RedirectEnds(judgePointer(next.href, url));
    await on.politenessDelay(next, from, signal);
    const there = await permissionFor(next.href, { hostKey: hostKeyOf(next.href), signal }, on);
    const verdict = there && judgePermission(there.answer);
    if (verdict) throw new RedirectEnds(verdict);
  };
  try {
    const response = await on.http.get(url, { accept: ACCEPT, maxBytes, signal, beforeRedirect });
    return { kind: 'judged', verdict: judgeResponse(response, on.now(), url), response };
  } catch (error) {
    if (error instanceof RedirectEnds) return { kind: 'judged', verdict: error.verdict, response: null };
    throw error;
  }
}

/**
 * Requests a page of a host for which the caller has no turn: waits for one, and for a second if robots.txt used the
 * first. Null if robots.txt used both. `from` is an address of the host whose turn the caller has.
 */
export async function askPageElsewhere(
  url: string,
  { from, signal, maxBytes }: { from: URL; signal: AbortSignal; maxBytes: number },
  on: PageDependencies,
): Promise<JudgedRequest | null> {
  const next = new URL(url);
  const call = { hostKey: hostKeyOf(url), signal, maxBytes };
  const askOnce = async () => {
    await on.politenessDelay(next, from, signal);
    return askPage({ url, urlNormalized: url }, call, on);
  };
  const first = await askOnce();
  const answer = first.kind === 'postponed' ? await askOnce() : first;
  return answer.kind === 'postponed' ? null : answer;
}

/** An address that cannot be parsed passes here; the client refuses it. */
async function permissionFor(
  url: string,
  call: RobotsCall,
  { robots }: PageDependencies,
): Promise<Permission | null> {
  const isWeb = URL.canParse(url) && /^https?:/.test(url);
  return robots && isWeb ? robots.permissionFor(new URL(url), call) : null;
}
