import type { Choices } from '../interpreter/machine.ts';

/**
 * Runs something once for every way its conditions can be answered, in a fixed order (no before yes). `run` must ask the
 * same questions when it gets the same answers.
 */
export function* everyChoice<T>(run: (choices: Choices) => T): Generator<T> {
  let prefix: boolean[] = [];
  for (;;) {
    const given: boolean[] = [];
    yield run(() => {
      const answer = prefix[given.length] ?? false;
      given.push(answer);
      return answer;
    });
    while (given.at(-1) === true) given.pop();
    if (given.length === 0) return;
    given[given.length - 1] = true;
    prefix = given;
  }
}
