import { request } from 'undici';
import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import type { Config } from '../config.ts';

export const standInModes = ['ok', 'slow', 'silent', 'wrong', 'duplicate', 'down', 'late'] as const;
export const standInShape = z.object({ department: z.string(), mode: z.enum(standInModes), held: z.number().describe('Requests it holds unanswered') });

const state = z.object({ told: z.record(z.string(), z.looseObject({ mode: z.enum(standInModes).default('ok') })), held: z.array(z.string()) });
const ledger = z.object({ entries: z.array(z.looseObject({ key: z.string(), department: z.string() })) });

/** How the stand-in departments were told to behave, and how many requests each holds. Throws STANDINS_UNAVAILABLE where none run. */
export async function listStandIns(config: Config, departments: readonly string[]): Promise<z.infer<typeof standInShape>[]> {
  const { told, held } = state.parse(await ask(config, 'GET', '/control'));
  const keys = new Set(held);
  const { entries } = keys.size === 0 ? { entries: [] } : ledger.parse(await ask(config, 'GET', '/ledger'));
  const holding = entries.filter(({ key }) => keys.has(key)).map(({ department }) => department);
  return departments.map((department) => ({ department, mode: told[department]?.mode ?? 'ok', held: holding.filter((each) => each === department).length }));
}

/** Tells a stand-in department to behave in a way. */
export async function tellStandIn(config: Config, department: string, mode: (typeof standInModes)[number]): Promise<void> {
  await ask(config, 'PUT', `/control/${department}`, { mode });
}

/** Makes a stand-in department answer what it holds, so many times each. Returns how many requests were answered. */
export async function letStandInAnswer(config: Config, department: string, times: number): Promise<number> {
  return z.object({ answered: z.number() }).parse(await ask(config, 'POST', `/control/${department}/answer`, { times })).answered;
}

async function ask(config: Config, method: 'GET' | 'PUT' | 'POST', path: string, body?: object): Promise<unknown> {
  try {
    const { statusCode, body: answer } = await request(`http://127.0.0.1:${config.standinsPort}${path}`, {
      method,
      headersTimeout: 5_000,
      bodyTimeout: 5_000,
      ...(body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (statusCode >= 400) throw new Error(`${statusCode}`);
    return text === '' ? null : JSON.parse(text);
  } catch {
    throw new DomainError('STANDINS_UNAVAILABLE');
  }
}
