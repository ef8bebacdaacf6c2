/** Headers that a dead letter adds to those of the message it stands for; the value stays the original bytes. */
export const deadLetterHeaders = {
  code: 'dl_code',
  cause: 'dl_cause',
  stage: 'dl_stage',
  service: 'dl_service',
  version: 'dl_version',
  attempts: 'dl_attempts',
  at: 'dl_at',
  topic: 'dl_topic',
  partition: 'dl_partition',
  offset: 'dl_offset',
  timestamp: 'dl_timestamp',
  /** Bytes of an original value that is not in the letter, because the topic takes no message of that size. */
  omitted: 'dl_omitted',
} as const;
