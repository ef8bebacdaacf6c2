/** What can be read of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The code of Node's own errors, such as ENOENT. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The code of what made it fail. */
export function causeCodeOf(error: unknown): string | undefined {
  return error instanceof Error ? codeOf(error.cause) : undefined;
}

/** Why a `fetch` failed: the code of its cause, which says more than "fetch failed". */
export function reasonOf(error: unknown): string {
  return causeCodeOf(error) ?? messageOf(error);
}
