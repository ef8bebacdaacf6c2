import axios from 'axios';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { HttpError } from './http.error.js';

/** Sends one GET, or a POST where there is a body, and gives the response when its headers are there; the body is still to be read. */
export type SendRequest = (
  url: URL,
  options: { headers: Record<string, string>; signal: AbortSignal; body?: string | undefined },
) => Promise<IncomingMessage>;

/**
 * One request by axios, reduced to the wire: no redirects, no decoding, no proxy from the environment, no reused socket (a socket
 * that is reused skips the look-up and with it the address check).
 */
export function createSender({
  lookup,
  maxHeaderBytes,
}: {
  lookup: LookupFunction;
  maxHeaderBytes: number;
}): SendRequest {
  const agents = {
    httpAgent: new http.Agent({ keepAlive: false, lookup }),
    httpsAgent: new https.Agent({ keepAlive: false, lookup }),
  };
  // axios has no setting for the header limit of the response.
  const transport = {
    request: (options: https.RequestOptions, onResponse: (response: IncomingMessage) => void) =>
      (options.protocol === 'https:' ? https : http).request(
        { ...options, maxHeaderSize: maxHeaderBytes },
        onResponse,
      ),
  };
  return async (url, { headers, signal, body }) => {
    const { data } = await axios.request<IncomingMessage>({
      ...agents,
      transport,
      adapter: 'http',
      method: body === undefined ? 'GET' : 'POST',
      data: body,
      url: url.href,
      headers,
      signal,
      responseType: 'stream',
      decompress: false,
      maxRedirects: 0,
      proxy: false,
      validateStatus: null,
    });
    // axios emits an abort on the body even where nobody reads it any more.
    data.on('error', () => undefined);
    return data;
  };
}

/** Reads a body up to `maxBytes` as received; the connection is cut beyond. Throws HttpError `too_large` or `truncated`. */
export async function readBody(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () => new HttpError('too_large', `the body is over ${maxBytes} bytes`);
  if (Number(response.headers['content-length']) > maxBytes) {
    response.destroy();
    throw tooLarge();
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (cause) {
    if (cause instanceof HttpError) throw cause;
    throw new HttpError('truncated', `the connection ended after ${bytes} bytes of the body`, { cause });
  }
  if (!response.complete) throw new HttpError('truncated', `the body ended after ${bytes} bytes`);
  return Buffer.concat(chunks);
}
