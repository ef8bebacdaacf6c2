import { Schema } from 'mongoose';

/** Field types that the collections share. */
export const Mixed = Schema.Types.Mixed;
export const text = { type: String, default: null };
export const when = { type: Date, default: null };
export const id = { _id: { type: String, required: true } };
