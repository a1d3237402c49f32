import type { Gate } from './gate.ts';
import { useBackgroundRun } from './useBackgroundRun.ts';

/** The gate as it was last read, and what is done with it. While it runs it is asked again every `pause` milliseconds. */
export function useGate(read: () => Promise<Gate>, pause = 1000) {
  const { found: gate, ...rest } = useBackgroundRun(read, ({ state }) => state === 'running', pause);
  return { gate, ...rest };
}
