import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlatformClient } from '../../server/client/client.ts';
import type { Standing } from './clocks.ts';
import type { Completed } from './officers.ts';

/** A command that was answered with a success. */
export interface Ack {
  readonly user: string;
  readonly path: string;
  readonly key: string;
  readonly answer: { readonly commandId?: string; readonly caseNumber?: string; readonly state?: string };
}

interface Step {
  readonly seq: number;
  readonly event: { readonly type: string; readonly commandId?: string; readonly comment?: string; readonly opinion?: string } | null;
}

/** What a run left behind. */
export interface Aftermath {
  readonly acks: readonly Ack[];
  readonly completions: readonly Completed[];
  readonly standings: ReadonlyMap<string, Standing>;
  readonly dataDir: string;
}

/** Figures of the checks, and every promise that was broken, in words. */
export interface Verdict {
  readonly violations: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

/** Holds what people were told against what is there. */
export async function check(client: PlatformClient, aftermath: Aftermath): Promise<Verdict> {
  const violations: string[] = [];
  const { acks, completions, standings, dataDir } = aftermath;
  const histories = new Map<string, readonly Step[]>();
  const auditor = await client.as('auditor1');
  for (const caseNumber of standings.keys()) {
    histories.set(caseNumber, (await auditor.get<{ steps: Step[] }>(`/api/cases/${caseNumber}/history`)).steps);
    const { equal, firstDifference } = await auditor.get<{ equal: boolean; firstDifference: unknown }>(`/api/cases/${caseNumber}/verification`);
    if (!equal) violations.push(`${caseNumber}: the history does not verify: ${JSON.stringify(firstDifference)}`);
  }

  const commands = acks.filter(({ answer }) => answer.commandId !== undefined);
  let effects = 0;
  let toldLater = 0;
  for (const { user, path, answer } of commands) {
    const { commandId = '', caseNumber = '' } = answer;
    const { state } = await (await client.as(user)).get<{ state: string }>(`/api/commands/${commandId}`);
    const times = (histories.get(caseNumber) ?? []).filter(({ event }) => event?.commandId === commandId).length;
    // A clock that was moved arrives once, unless its case ended on the way.
    const once = path.endsWith('/advance') ? state === 'done' && times <= 1 : times === 1;
    if (once) effects += 1;
    // A 202 says "on its way": the case may still say no, and that is found under the command's address.
    else if (answer.state === 'pending' && state === 'refused' && times === 0) toldLater += 1;
    else violations.push(`${path} by ${user} was acknowledged (${answer.state}), is now ${state} and has ${times} effects`);
  }

  const accepted = acks.filter(({ path }) => path === '/api/cases');
  if (new Set(accepted.map(({ answer }) => answer.caseNumber)).size !== accepted.length) violations.push('two acceptances were answered with one case');
  for (const [caseNumber, steps] of histories) {
    const starts = steps.filter(({ event }) => event?.type === 'start').length;
    if (starts !== 1) violations.push(`${caseNumber} has ${starts} starts`);
    if (steps.some(({ seq }, index) => seq !== index + 1)) violations.push(`${caseNumber}: the history has a gap`);
  }
  for (const { caseNumber, id, comment, opinion } of completions) {
    const found = (histories.get(caseNumber) ?? []).filter(({ event }) => event?.comment === comment);
    if (found.length !== 1 || found[0]?.event?.opinion !== opinion) violations.push(`the answer to ${id} (${comment}) is in the history ${found.length} times`);
  }

  const keys = ledgerKeys(dataDir);
  const repeated = keys.filter((key, index) => keys.indexOf(key) !== index);
  for (const key of repeated) violations.push(`the stand-ins' ledger holds ${key} more than once`);
  for (const [caseNumber, standing] of standings) if (standing === 'running') violations.push(`${caseNumber} has neither ended nor an incident`);

  return {
    violations,
    figures: {
      cases: standings.size,
      casesEnded: [...standings.values()].filter((standing) => standing === 'ended').length,
      casesInIncident: [...standings.values()].filter((standing) => standing === 'incident').length,
      acknowledgements: commands.length + accepted.length,
      effects: effects + accepted.length,
      refusedAfterPending: toldLater,
      completions: completions.length,
      steps: [...histories.values()].reduce((sum, steps) => sum + steps.length, 0),
      ledgerLines: keys.length,
    },
  };
}

function ledgerKeys(dataDir: string): string[] {
  const file = join(dataDir, 'standins', 'ledger.jsonl');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '');
  return lines.map((line) => (JSON.parse(line) as { key: string }).key);
}
