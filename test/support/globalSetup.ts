import { startBroker } from './broker.ts';

/** Runs once before all suites: starts the broker, which starts nothing until a suite asks. */
export default async function globalSetup(): Promise<void> {
  const broker = await startBroker();
  process.env.YJS_TEST_BROKER = broker.url;
  (globalThis as { stopBroker?: () => Promise<void> }).stopBroker = broker.stop;
}
