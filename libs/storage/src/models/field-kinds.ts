import { Schema } from 'mongoose';

/** Kinds of fields that the collections share. */
export const Mixed = Schema.Types.Mixed;
export const text = { type: String, default: null };
export const when = { type: Date, default: null };
export const id = { _id: { type: String, required: true } };
