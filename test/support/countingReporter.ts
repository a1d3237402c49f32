import { writeSync } from 'node:fs';

const SLOWEST = 10;

/** Milliseconds after the last suite in which the shared servers end; what lives longer was left open by a suite. */
const PATIENCE_MILLISECONDS = 60_000;

type TestOutcome = { fullName: string, status: string, duration?: number | null };
type Outcomes = { numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number, numPendingTests: number, numTodoTests: number, testResults: { testResults: TestOutcome[] }[] };
type Settings = { testNamePattern?: string };

/**
 * A jest reporter. After a run it prints the ten slowest tests and, as the last line of all, `N passed, N failed`.
 * A suite that could not be loaded counts as one failure. A skipped test is a failure too: what is not run is not
 * known to work. Only a run narrowed to some names (-t) leaves the others out. A suite that leaves something open is
 * named and does not keep the run from ending.
 */
export default class CountingReporter {
  readonly #narrowed: boolean;
  #notRun = 0;

  constructor(settings: Settings) {
    this.#narrowed = Boolean(settings.testNamePattern);
  }

  onRunComplete(_contexts: unknown, outcomes: Outcomes): void {
    const tests = outcomes.testResults.flatMap((suite) => suite.testResults);
    this.#notRun = this.#narrowed ? 0 : outcomes.numPendingTests + outcomes.numTodoTests;
    const slowest = tests.filter((test) => typeof test.duration === 'number')
      .sort((left, right) => right.duration! - left.duration!).slice(0, SLOWEST);
    const lines = slowest.map((test) => `  ${(test.duration! / 1_000).toFixed(2).padStart(7)} s  ${test.fullName}`);
    if (lines.length > 0) lines.unshift('', 'Slowest tests:');
    if (this.#notRun > 0) lines.push(`${this.#notRun} skipped, counted as failed`);
    const failed = outcomes.numFailedTests + outcomes.numRuntimeErrorTestSuites + this.#notRun;
    lines.push(`${outcomes.numPassedTests} passed, ${failed} failed`);
    // jest prints its own summary after every reporter, on the error output: this line waits, to be the last there.
    process.once('exit', () => writeSync(process.stderr.fd, `${lines.join('\n')}\n`));
    setTimeout(() => {
      lines.unshift('', `A suite left something open: ${[...new Set(process.getActiveResourcesInfo())].join(', ')}`);
      process.exit(failed === 0 ? 0 : 1);
    }, PATIENCE_MILLISECONDS).unref();
  }

  /** jest ends with 1 when this answers an error. */
  getLastError(): Error | undefined {
    return this.#notRun > 0 ? new Error(`${this.#notRun} skipped tests`) : undefined;
  }
}
