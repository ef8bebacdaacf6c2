export function randomOf(seed: number): (below: number) => number;
export function textOf(seed: number): string;
export function readBadText(input: { reader: string; seed: number }): Promise<'refused' | 'read'>;
