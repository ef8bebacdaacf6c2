/** Why a request got no response. A status code of any value is a response. */
export type HttpErrorCode =
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'too_large'
  | 'redirect_limit'
  | 'forbidden_address'
  | 'forbidden_port'
  | 'bad_url'
  | 'truncated'
  | 'decode'
  | 'protocol'
  | 'aborted';

const FINAL: ReadonlySet<HttpErrorCode> = new Set([
  'too_large',
  'redirect_limit',
  'forbidden_address',
  'forbidden_port',
  'bad_url',
]);

/** A request that failed. `isTransient`: the same request may succeed later. `url` is the hop that failed. */
export class HttpError extends Error {
  readonly isTransient: boolean;
  url: string | null = null;

  constructor(
    readonly code: HttpErrorCode,
    message: string,
    options: { cause?: unknown; isTransient?: boolean } = {},
  ) {
    super(message, options);
    this.name = 'HttpError';
    this.isTransient = options.isTransient ?? !FINAL.has(code);
  }
}
