/** A case as it is printed. Values are text already, or written as JSON. */
export interface CaseResult {
  slug: string;
  expected: unknown;
  got: unknown;
  passed: boolean;
}

/** What the product made of one input, and whether that is right. */
export interface Verdict {
  got: unknown;
  passed: boolean;
}

/** Right where both say the same as JSON. */
export const verdictOf = (expected: unknown, got: unknown): Verdict => ({
  got,
  passed: JSON.stringify(got ?? null) === JSON.stringify(expected ?? null),
});

/** A case fails, and the others go on, when its input cannot be read, its kind is unknown or the product throws. */
export async function judgeCase(
  slug: string,
  expected: unknown,
  judge: () => Verdict | Promise<Verdict>,
): Promise<CaseResult> {
  try {
    return { slug, expected, ...(await judge()) };
  } catch (error) {
    return { slug, expected, got: `ERR ${reasonOf(error)}`, passed: false };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
