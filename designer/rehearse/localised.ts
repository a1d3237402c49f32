/** A form with its texts in one language: every `{ zh, en }` becomes a text, Chinese where there is no English. */
export function localised<T>(value: unknown, english: boolean): T {
  if (Array.isArray(value)) return value.map((item) => localised<unknown>(item, english)) as T;
  if (typeof value !== 'object' || value === null) return value as T;
  const { zh, en, ...others } = value as { zh?: unknown; en?: unknown };
  if (typeof zh === 'string' && Object.keys(others).length === 0) return (english && typeof en === 'string' ? en : zh) as T;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, localised<unknown>(item, english)])) as T;
}
