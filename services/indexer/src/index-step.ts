import type { StageResult } from '@dateline/messaging';
import type { ArticleWrite } from '@dateline/storage';

/** What a message leads to: its end, and the version to be written. */
export interface IndexStep {
  result: StageResult;
  write: ArticleWrite | null;
}
