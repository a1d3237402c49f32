import type { Difference } from '../../engine/scenario/compare.ts';
import { listed, noted } from '../../ui/words/joined.ts';

interface Words {
  t(key: string, values?: Record<string, unknown>): string;
  te(key: string): boolean;
}

/** A difference in words: where, what was expected and what came. */
export function differenceText({ step, kind, element, expected, got }: Difference, names: Readonly<Record<string, string>>, { t, te }: Words): string {
  const where = step === 0 ? t('rehearse.difference.whole') : t('rehearse.difference.step', { step });
  const name = element === undefined ? '' : (names[element] ?? element);
  const code = kind === 'act' ? String((got as { code?: unknown }).code ?? '') : '';
  const values = { where, name, expected: shown(expected, names, t), got: kind === 'act' ? (te(`errors.${code}.title`) ? t(`errors.${code}.title`) : code) : shown(got, names, t) };
  return t(`rehearse.difference.${kind}`, values);
}

/** What a scenario expects or has seen, for people: named where it has a name, a due date with whether it may still move. */
export function shown(value: unknown, names: Readonly<Record<string, string>>, t: Words['t']): string {
  if (value === null || value === undefined) return '—';
  if (value === true) return '✓';
  if (Array.isArray(value)) return value.length === 0 ? '—' : listed(value.map((one) => shown(one, names, t)));
  if (typeof value === 'object') {
    if ('on' in value && 'provisional' in value) return value.provisional === true ? noted(String(value.on), t('deadline.provisional')) : String(value.on);
    return Object.values(value).map((one) => shown(one, names, t)).join(' ');
  }
  return names[String(value)] ?? String(value);
}
