import { availableParallelism } from 'node:os';

/** Node strips the types itself: no transform, so stack traces and coverage show the source as written. */
export default {
  // A busy machine is no failure: what starts processes takes its time.
  testTimeout: 20_000,
  testEnvironment: 'node',
  // Suites mostly wait for servers: three at a time even on two cores, and no more platforms at once than four.
  maxWorkers: Math.min(4, Math.max(3, availableParallelism())),
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Cases of other projects lie outside the clone: without the folder these suites are none, not skipped ones.
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.YJS_CONFORMANCE ? [] : ['<rootDir>/test/conformance/'])],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  coverageProvider: 'v8',
  globalSetup: '<rootDir>/test/support/globalSetup.ts',
  globalTeardown: '<rootDir>/test/support/globalTeardown.ts',
  reporters: ['default', '<rootDir>/test/support/countingReporter.ts'],
};
