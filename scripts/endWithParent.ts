/**
 * Imported first by every process entry that the supervisor starts: the process ends when its standard input closes,
 * which the system does even when the supervisor was killed outright. It asks for an orderly end first (SIGTERM to
 * itself, so that the entry's own handlers run) and ends hard after ten seconds. Without a supervisor (YJS_SUPERVISED
 * unset) it does nothing, so an entry started by hand stays.
 */
const HARD_END_MILLISECONDS = 10_000;

if (process.env.YJS_SUPERVISED === '1') {
  let ending = false;
  const end = () => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), HARD_END_MILLISECONDS).unref();
    process.kill(process.pid, 'SIGTERM');
  };
  process.stdin.once('close', end);
  process.stdin.once('error', end);
  process.stdin.resume();
  // The pipe alone must not keep an entry alive that has nothing more to do.
  (process.stdin as unknown as { unref?: () => void }).unref?.();
}
