import { say } from '../progress.mjs';

/** A terminal's Ctrl-C reaches us directly and once more through npm: what comes this soon after the first is the same wish. */
const SAME_WISH_MILLISECONDS = 2_000;

/**
 * Answers 'stop' at the first Ctrl-C, SIGTERM or hang-up, or when the npm that started us is gone. A second, later
 * Ctrl-C calls `hard`.
 */
export function onStop(hard: () => void): Promise<'stop'> {
  return new Promise((resolve) => {
    let firstAt: number | null = null;
    const stop = () => {
      const now = Date.now();
      if (firstAt === null) {
        firstAt = now;
        resolve('stop');
      } else if (now - firstAt > SAME_WISH_MILLISECONDS) {
        say('stoppingHard');
        hard();
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
    if (process.env.npm_lifecycle_event === undefined) return;
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(watch);
      stop();
    }, 1_000);
    watch.unref();
  });
}
