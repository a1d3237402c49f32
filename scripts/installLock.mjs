import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Takes the right to install in that node_modules folder, so that a start and a test beside it don't install over each
 * other. Waits while another process holds it (`onWait` is told once); a holder that no longer lives loses it.
 * Answers the function that gives it back.
 */
export async function takeInstallLock(modules, onWait = () => {}, pause = 500) {
  mkdirSync(modules, { recursive: true });
  const file = join(modules, '.yijianshi-installing');
  // Made whole and then linked, so that nobody reads a lock without its holder.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  for (let waited = false; ;) {
    try {
      linkSync(own, file);
      rmSync(own);
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isAlive(file)) {
      rmSync(file, { force: true });
      continue;
    }
    if (!waited) onWait();
    waited = true;
    await new Promise((resolve) => { setTimeout(resolve, pause); });
  }
}

function isAlive(file) {
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
