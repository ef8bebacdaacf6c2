import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a broker wrote for topics: as it lies on disk, so after compression. */
export interface KafkaAmounts {
  bytes: number;
  batches: number;
  records: number;
  /** Ends of transactions: one in each partition that a transaction wrote to. */
  markers: number;
}

/** Record batch of version 2 (Kafka's protocol guide, "Record Batch"): where fields are, and the bit of a control batch. */
const BATCH = { length: 8, attributes: 21, records: 57, header: 61, lengthFrom: 12, control: 0x20 };

/** Sums over the topics of a broker's data folder whose names begin so. */
export function kafkaAmounts(dataDir: string, prefix: string): KafkaAmounts {
  const sum: KafkaAmounts = { bytes: 0, batches: 0, records: 0, markers: 0 };
  for (const folder of readdirSync(dataDir).filter((name) => name.startsWith(prefix)))
    for (const file of readdirSync(join(dataDir, folder)).filter((name) => name.endsWith('.log')))
      addBatches(readFileSync(join(dataDir, folder, file)), sum);
  return sum;
}

function addBatches(log: Buffer, sum: KafkaAmounts): void {
  for (let at = 0; at + BATCH.header <= log.length;) {
    const bytes = BATCH.lengthFrom + log.readInt32BE(at + BATCH.length);
    // Behind the last batch a file may be filled with zeros.
    if (bytes === BATCH.lengthFrom) return;
    sum.bytes += bytes;
    if ((log.readInt16BE(at + BATCH.attributes) & BATCH.control) !== 0) sum.markers += 1;
    else {
      sum.batches += 1;
      sum.records += log.readInt32BE(at + BATCH.records);
    }
    at += bytes;
  }
}
