/** What one check has found. */
export interface Finding {
  check: string;
  state: 'ok' | 'warning' | 'wrong';
  detail: string;
  /** What to do; null where all is well. */
  remedy: string | null;
}

export const fine = (check: string, detail: string): Finding => ({
  check,
  state: 'ok',
  detail,
  remedy: null,
});

export const faulty = (
  check: string,
  detail: string,
  remedy: string,
  state: 'warning' | 'wrong' = 'wrong',
): Finding => ({ check, state, detail, remedy });
