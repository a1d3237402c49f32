/**
 * `npm start`: brings up the whole platform under one process and keeps it up until Ctrl-C or SIGTERM. The terminal
 * shows the steps with their seconds; what the parts say goes to `logs/` in the data folder.
 */
import { fileURLToPath } from 'node:url';
import { supervise } from './supervise/supervise.ts';

process.exit(await supervise(fileURLToPath(new URL('..', import.meta.url)), process.env));
