import type { FieldFault } from '../../engine/forms/fieldRules.ts';

const KNOWN: ReadonlySet<string> = new Set<FieldFault>(['required', 'readOnly', 'usccLength', 'usccLetters', 'usccCheck', 'idLength', 'idDate', 'idCheck', 'phone', 'number', 'money', 'date', 'slot', 'choice', 'text', 'unknown']);

/** Field faults named by a refusal (`[{ field, fault }]` or `{ field: fault }`), so that they show beside the fields. */
export function faultsInProblem(body: Readonly<Record<string, unknown>>): Record<string, FieldFault> {
  const details = (body['details'] ?? {}) as Record<string, unknown>;
  const named = details['faults'] ?? details['fields'];
  const pairs: [unknown, unknown][] = Array.isArray(named)
    ? named.map((entry) => (typeof entry === 'string' ? [entry, 'choice'] : [(entry as Record<string, unknown>)['field'] ?? (entry as Record<string, unknown>)['name'], (entry as Record<string, unknown>)['fault'] ?? (entry as Record<string, unknown>)['code']]))
    : named && typeof named === 'object'
      ? Object.entries(named)
      : [];
  return Object.fromEntries(pairs.filter(([name]) => typeof name === 'string').map(([name, fault]) => [name as string, KNOWN.has(String(fault)) ? (fault as FieldFault) : 'choice']));
}
