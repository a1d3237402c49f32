import { describe, expect, test } from '@jest/globals';
import { chooseMutants } from '../../scripts/mutants/chooseMutants.ts';
import { findMutants } from '../../scripts/mutants/findMutants.ts';

const source = `export function settle(m: Machine, token: Instance): void {
  if (token.live === 0) return;
  stopWaiting(token);
  m.queue.push({ token });
  token.node = null;
  m.log.push({ type: 'left' });
}
export const leave = (m: Machine, at: Instance): void => take(m, at);
export const isIdle = (scope: Scope): boolean => scope.live === 0;
export function first(waits: readonly Wait[]): Wait | undefined { return waits[0]; }
export function stopAll(m: Machine): void { for (const each of m.clocks) stop(m, each); }
export class Port {
  end(token: Instance): void { leave(this.m, token); }
}
export function nothing(): void {}
`;

describe('mutants', () => {
  const mutants = findMutants('engine/x.ts', source);

  test.each([
    ['negate a guard', 'token.live === 0', '!(token.live === 0)'],
    ['skip a cancel', 'stopWaiting(token);', ';'],
    ['drop a command', 'm.queue.push({ token });', ';'],
    ['swap the order', 'stopWaiting(token);\n  m.queue.push({ token });', 'm.queue.push({ token }); stopWaiting(token);'],
    ['drop a write', 'token.node = null;', ';'],
    ['return nothing', 'take(m, at)', 'undefined'],
    ['turn an answer round', 'scope.live === 0', '!(scope.live === 0)'],
    ['do nothing', '{ for (const each of m.clocks) stop(m, each); }', '{}'],
  ])('%s is made where the rule applies, at its place in the file', (rule, text, by) => {
    const mutant = mutants.find((each) => each.rule === rule)!;
    expect({ text: mutant.text, by: mutant.by }).toEqual({ text, by });
    expect(source.slice(mutant.from, mutant.to)).toBe(text);
  });

  test('what is only told to the log is left alone', () => {
    expect(mutants.filter(({ text }) => text.startsWith('m.log.push'))).toEqual([]);
  });

  test('one of each function that does something is chosen, of a method too, and the same one each time', () => {
    expect(chooseMutants(mutants).map((mutant) => mutant.function)).toEqual(['settle', 'leave', 'isIdle', 'first', 'stopAll', 'Port.end']);
    expect(chooseMutants(mutants)).toEqual(chooseMutants(findMutants('engine/x.ts', source)));
  });

  test('an edit elsewhere in the file changes no id', () => {
    const edited = findMutants('engine/x.ts', `// a line more\n${source}`);
    expect(edited.map(({ id }) => id)).toEqual(mutants.map(({ id }) => id));
  });
});
