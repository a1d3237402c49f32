/** A form with its texts in one language: every `{ zh, en }` becomes a text, Chinese where there is no English. */
export function localised(value: unknown, language: string): unknown {
  if (Array.isArray(value)) return value.map((item) => localised(item, language));
  if (typeof value !== 'object' || value === null) return value;
  const { zh, en, ...others } = value as { zh?: unknown; en?: unknown };
  if (typeof zh === 'string' && Object.keys(others).length === 0) return language.startsWith('en') && typeof en === 'string' ? en : zh;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, localised(item, language)]));
}
