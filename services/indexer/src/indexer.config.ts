import { commonSettings } from '@dateline/service';
import { Type, type Static } from 'typebox';

export const indexerSettings = Type.Object({ ...commonSettings('indexer').properties });
export type IndexerSettings = Static<typeof indexerSettings>;
