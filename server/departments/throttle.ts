/** How many callbacks one case takes at once, and how many a second from then on. */
const burst = 60;
const perSecond = 2;

/** Most cases remembered at one time; the longest silent one is forgotten first. */
const remembered = 10_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** Bounds the callbacks of each case (W-07), so that one sender gone wild can't fill a case's history. */
export interface Throttle {
  /** Seconds to wait before `name` may come again; 0 when it may come now. */
  take(name: string): number;
}

/** A token bucket for each name. */
export function createThrottle(clock: () => number = Date.now): Throttle {
  const buckets = new Map<string, Bucket>();
  return {
    take(name) {
      const at = clock();
      const known = buckets.get(name) ?? { tokens: burst, at };
      const tokens = Math.min(burst, known.tokens + ((at - known.at) / 1000) * perSecond);
      const allowed = tokens >= 1;
      buckets.delete(name);
      buckets.set(name, { tokens: allowed ? tokens - 1 : tokens, at });
      if (buckets.size > remembered) buckets.delete(buckets.keys().next().value as string);
      return allowed ? 0 : Math.ceil((1 - tokens) / perSecond);
    },
  };
}
