import type { ComponentChildren } from 'preact';

export type Tone = 'good' | 'warn' | 'bad' | 'quiet';

const SHAPES: Record<Tone, string> = { good: '', warn: '▲', bad: '■', quiet: '' };

/** A word on a state. Colour and shape stand only where something is wrong. */
export function Badge({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class={`badge ${tone}`}>
      {SHAPES[tone] === '' ? null : <span aria-hidden="true">{SHAPES[tone]} </span>}
      {children}
    </span>
  );
}
