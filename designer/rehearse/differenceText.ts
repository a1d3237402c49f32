import type { Difference } from '../../engine/scenario/compare.ts';
import { listed } from '../../ui/words/joined.ts';

interface Words {
  t(key: string, values?: Record<string, unknown>): string;
  te(key: string): boolean;
}

/** A difference in words: where, what was expected and what came. */
export function differenceText({ step, kind, element, expected, got }: Difference, names: Readonly<Record<string, string>>, { t, te }: Words): string {
  const where = step === 0 ? t('rehearse.difference.whole') : t('rehearse.difference.step', { step });
  const name = element === undefined ? '' : (names[element] ?? element);
  const code = kind === 'act' ? String((got as { code?: unknown }).code ?? '') : '';
  const values = { where, name, expected: shown(expected), got: kind === 'act' ? (te(`errors.${code}.title`) ? t(`errors.${code}.title`) : code) : shown(got) };
  return t(`rehearse.difference.${kind}`, values);
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '—';
  if (Array.isArray(value)) return value.length === 0 ? '—' : listed(value.map(shown));
  if (typeof value === 'object') return Object.values(value).map(shown).join(' ');
  return String(value);
}
