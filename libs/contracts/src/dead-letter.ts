/** Headers that a dead letter adds to those of the original message; the value stays the original bytes. */
export const deadLetterHeaders = {
  code: 'dl_code',
  cause: 'dl_cause',
  /** The rule that the message broke, or the frame of the stack in which it failed. */
  origin: 'dl_origin',
  stage: 'dl_stage',
  service: 'dl_service',
  version: 'dl_version',
  attempts: 'dl_attempts',
  at: 'dl_at',
  topic: 'dl_topic',
  partition: 'dl_partition',
  offset: 'dl_offset',
  timestamp: 'dl_timestamp',
  /**
   * Size in bytes of an original value that is not in the letter, because the topic accepts no message that
   * large.
   */
  omitted: 'dl_omitted',
} as const;
