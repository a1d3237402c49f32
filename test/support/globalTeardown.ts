/** Runs once after all suites: ends what the broker started. */
export default async function globalTeardown(): Promise<void> {
  await (globalThis as { stopBroker?: () => Promise<void> }).stopBroker?.();
}
