import type { OperatorChange, Role } from '@dateline/contracts';

/** An API key. The secret part is nowhere; only its hash is. */
export interface ApiKey {
  keyId: string;
  /** Unique, also among those that were revoked: the audit log names keys by it. */
  name: string;
  role: Role;
  /** sha256 of the secret part, hex. */
  hash: string;
  createdAt: Date;
  createdBy: string;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

export type NewChange = Omit<OperatorChange, 'outcome' | 'at' | 'changeId'> & { at: Date };

/** A line of the audit log. `outcome` is null while the change is under way. */
export type StoredChange = Omit<OperatorChange, 'outcome' | 'at'> & {
  outcome: OperatorChange['outcome'] | null;
  at: Date;
};

export interface ChangeQuery {
  by?: string | undefined;
  action?: string | undefined;
  target?: string | undefined;
  /** Change id of the last line of the page before. */
  after?: string | undefined;
  limit: number;
}
