/**
 * `npm run doctor`: examines the Temporal cluster and the database that the settings name and says for each point
 * whether it serves and what to do where it does not. Ends with 1 when the platform would not run.
 */
import { ConfigError, loadConfig } from '../server/config.ts';
import { examineCluster } from './doctor/cluster.ts';
import { examineDatabase } from './doctor/database.ts';
import { error } from './doctor/finding.ts';
import type { Finding } from './doctor/finding.ts';
import { text } from './progress.mjs';

const MARKS: Record<Finding['level'], string> = { ok: '✓', warning: '!', error: '✗' };

const findings = await examine();
for (const { level, key, params } of findings) process.stdout.write(`${MARKS[level]} ${text(key, params)}\n`);
const errors = findings.filter(({ level }) => level === 'error').length;
process.stdout.write(`${text(errors === 0 ? 'doctorServes' : 'doctorServesNot', { errors })}\n`);
process.exit(errors === 0 ? 0 : 1);

async function examine(): Promise<Finding[]> {
  try {
    const config = loadConfig(process.env);
    const [cluster, database] = await Promise.all([examineCluster(config.temporal), examineDatabase(config.databaseUrl, config.dataDir)]);
    return [...cluster, ...database];
  } catch (problem) {
    if (problem instanceof ConfigError) return problem.lines.map((line) => error('settingBad', { problem: line }));
    throw problem;
  }
}
