/** By what they read. */
export const READERS: Record<string, (text: string) => unknown>;
export const PUMPS: readonly string[];
export function read(input: { reader: string; pump: string; length: number }): Promise<true>;
