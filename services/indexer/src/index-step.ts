import type { StageResult } from '@dateline/messaging';
import type { ArticleWrite } from '@dateline/storage';

/** What a message leads to: its result, and the version to write, if any. */
export interface IndexStep {
  result: StageResult;
  write: ArticleWrite | null;
}
