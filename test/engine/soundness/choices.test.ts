import { expect, test } from '@jest/globals';
import { everyChoice } from '../../../engine/soundness/choices.ts';

test('every way of answering is played once, also where an answer decides what is asked next', () => {
  // given three questions, the third asked only when the second is answered with yes
  const runs = [...everyChoice((ask) => [ask('a', {}), ask('b', {})].flatMap((yes, i) => (i === 1 && yes ? [yes, ask('c', {})] : [yes])))];

  expect(runs.map((answers) => answers.map(Number).join(''))).toEqual(['00', '010', '011', '10', '110', '111']);
});

test('what asks nothing is played once', () => {
  expect([...everyChoice(() => 'done')]).toEqual(['done']);
});
