import { type Machine, writable } from '../machine.ts';

/** A reason is given for a card: the signal is closed, never erased. */
export function answerCard(m: Machine, id: number, answer: string): void {
  const cards = writable(m, 'cards');
  cards[id] = { ...cards[id]!, answer };
  m.log.push({ type: 'cardAnswered', card: id, answer });
}
