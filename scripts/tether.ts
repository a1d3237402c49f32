/**
 * Runs a program that knows nothing of us so that it ends with us: `node scripts/tether.ts PROGRAM ARGUMENTS...`.
 * It ends the program when its own standard input closes, which the system does even when the parent was killed
 * outright, and passes on SIGTERM and SIGINT. Both stand in one process group: killing the group kills both.
 */
import { spawn } from 'node:child_process';

const [program, ...rest] = process.argv.slice(2);
if (program === undefined) throw new Error('Expected a program to run');

const child = spawn(program, rest, { stdio: ['ignore', 'inherit', 'inherit'] });
const stop = () => child.kill('SIGTERM');
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.stdin.resume();
process.stdin.once('close', stop);
process.stdin.once('error', stop);
child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(127);
});
child.once('exit', (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
