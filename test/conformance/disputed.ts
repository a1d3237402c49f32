/**
 * Cases whose expectation no execution by the standard can meet, with what is seen instead and why. They count as failed
 * where the folder is run by hand; here each is shown to differ in this way and in no other, so that the list stays true.
 */
export const disputed: Readonly<Record<string, { readonly differs: RegExp; readonly why: string }>> = {
  'betsy-AdHocSubProcess_Parallel': {
    differs: /Subprocess_ScriptTask1 \+ ScriptTask1: expected 1, got 2/,
    why: 'A task inside the ad-hoc sub-process and the task behind it must be done once together, and the case must end. Both are done: the contained ones begin by themselves, and the way goes on behind them.',
  },
};
