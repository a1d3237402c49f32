import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onPath } from '../scripts/provision/onPath.ts';
import { startPostgres } from '../test/support/startPostgres.ts';
import { bundleOf } from './bundleOf.ts';
import { bundleXml } from './bundleXml.ts';
import { cpuMs, machine, median } from './machine.ts';
import { DURABLE } from './servers/onPostgres.ts';

/** What a case cost: the engine's Java process has who starts and answers inside. */
interface Figures {
  readonly javaCpuMs: number;
  readonly postgresCpuMs: number;
  readonly allCpuMs: number;
  readonly casesPerSecond: number;
}

const folder = fileURLToPath(new URL('./peers/operaton/', import.meta.url));

/** By attribute of a call: within the transaction that reaches it, or as a job of its own, which is as durable as a call is with us. */
const ways = { 'in one transaction': '', 'each call a job': ' camunda:asyncBefore="true"' };

/** Five departments on Operaton (Maven, versions pinned in bench/peers/operaton) with a PostgreSQL like that of `--postgres`. */
export async function benchOperaton(cases: number, inFlight: number, rounds: number): Promise<void> {
  const java = onPath('java', process.env.PATH);
  if (java === null || !existsSync(join(folder, 'lib'))) throw new Error('Operaton is not here: with Java 17 and Maven, mvn -f bench/peers/operaton dependency:copy-dependencies -DoutputDirectory=lib');
  const all: Record<string, Figures[]> = {};
  for (const [way, durable] of Object.entries(ways)) all[way] = await run(java, durable, cases, inFlight, rounds);
  const figures = ['javaCpuMs', 'postgresCpuMs', 'allCpuMs', 'casesPerSecond'] as const;
  const rows = Object.fromEntries(Object.entries(all).map(([way, runs]) => [way, Object.fromEntries(figures.map((figure) => [figure, Number(median(runs.map((one) => one[figure])).toFixed(1))]))]));
  console.log(JSON.stringify(machine()));
  console.table(rows);
  writeFileSync(new URL(`./results/operaton-${new Date().toISOString().replace(/[:.]/g, '-')}.json`, import.meta.url), `${JSON.stringify({ machine: machine(), options: { cases, inFlight, rounds }, medians: rows, runs: all }, null, 1)}\n`);
}

async function run(java: string, durable: string, cases: number, inFlight: number, rounds: number): Promise<Figures[]> {
  const postgres = await startPostgres(DURABLE);
  const temporary = mkdtempSync(join(tmpdir(), 'yijianshi-bench-operaton-'));
  const drawing = join(temporary, 'bundle.bpmn');
  writeFileSync(drawing, bundleXml(bundleOf(5), `camunda:expression="\${true}"${durable}`));
  const { port, username, pathname } = new URL((await postgres.answer()).url);
  const engine = spawn(java, ['-Xmx512m', '-cp', join(folder, 'lib/*'), join(folder, 'Bundle.java'), `jdbc:postgresql://127.0.0.1:${port}${pathname}`, username, drawing, String(inFlight)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(engine.stdout)[Symbol.asyncIterator]();
  const runs: Figures[] = [];
  try {
    if ((await lines.next()).done) throw new Error('Operaton did not start');
    for (let round = 0; round <= rounds; round += 1) {
      const before = [cpuMs(engine.pid!), cpuMs(postgres.pid)] as const;
      engine.stdin.write(`${cases}\n`);
      const seconds = Number((await lines.next()).value?.split(' ')[1]);
      const [javaCpuMs, postgresCpuMs] = [(cpuMs(engine.pid!) - before[0]) / cases, (cpuMs(postgres.pid) - before[1]) / cases];
      // The first round warms up.
      if (round > 0) runs.push({ javaCpuMs, postgresCpuMs, allCpuMs: javaCpuMs + postgresCpuMs, casesPerSecond: cases / seconds });
    }
    return runs;
  } finally {
    engine.stdin.end();
    if (engine.exitCode === null) await once(engine, 'exit');
    await postgres.stop();
    rmSync(temporary, { recursive: true, force: true });
  }
}
