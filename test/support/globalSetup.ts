import { randomInt } from 'node:crypto';
import { startBroker } from './broker.ts';

/** Runs once before all suites: chooses the seed, and starts the broker, which starts nothing until a suite asks. */
export default async function globalSetup(): Promise<void> {
  process.env.YJS_SEED ??= String(randomInt(2 ** 31));
  console.log(`\nseed of what is random: ${process.env.YJS_SEED} (YJS_SEED repeats it)`);
  const broker = await startBroker();
  process.env.YJS_TEST_BROKER = broker.url;
  (globalThis as { stopBroker?: () => Promise<void> }).stopBroker = broker.stop;
}
