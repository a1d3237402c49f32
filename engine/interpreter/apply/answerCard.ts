import type { Machine } from '../machine.ts';

/** A reason is given for a card: the signal is closed, never erased. */
export function answerCard(m: Machine, id: number, answer: string): void {
  m.state.cards[id]!.answer = answer;
  m.log.push({ type: 'cardAnswered', card: id, answer });
}
