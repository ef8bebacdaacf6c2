import type { RejectReason } from '@dateline/contracts';
import type { ExtractionError } from '@dateline/extraction';

const REASONS: Record<ExtractionError['code'], RejectReason> = {
  empty: 'empty_page',
  not_an_article: 'not_an_article',
  unsupported_media: 'unsupported_media',
  too_complex: 'too_complex',
};

/** The ledger's reason for an extraction result. */
export function rejectReasonOf(code: ExtractionError['code']): RejectReason {
  return REASONS[code];
}
