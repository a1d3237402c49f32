/**
 * What everything random of a run of the tests begins from: one number, printed at its head. `YJS_SEED` repeats a run; the
 * jest setup sets it where it is not given, so that all suites of a run have the same.
 */
export const seed = Number(process.env.YJS_SEED);
