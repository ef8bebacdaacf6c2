/** Another writer was first: load again and decide anew. Nothing is lost by repeating the whole step. */
export class WriteConflict extends Error {
  readonly code = 'write_conflict';

  constructor(
    readonly collection: string,
    readonly ids: string[],
  ) {
    super(
      `Written by another meanwhile in ${collection}: ${ids.slice(0, 5).join(', ')} (${ids.length} in all)`,
    );
    this.name = 'WriteConflict';
  }
}

/** Two articles claim one normalised URL. Repeating does not help. */
export class UrlTaken extends Error {
  readonly code = 'url_taken';

  constructor(
    readonly urls: string[],
    options?: { cause: unknown },
  ) {
    super(`Another article has the normalised URL ${urls.slice(0, 3).join(', ')}`, options);
    this.name = 'UrlTaken';
  }
}

/** The database cannot be reached now. */
export class DatabaseUnreachable extends Error {
  readonly code = 'database_unreachable';

  constructor(message: string, options?: { cause: unknown }) {
    super(message, options);
    this.name = 'DatabaseUnreachable';
  }
}

/** The database object was closed while something still waited for it. */
export class DatabaseClosed extends Error {
  readonly code = 'database_closed';

  constructor() {
    super('The database was closed');
    this.name = 'DatabaseClosed';
  }
}
