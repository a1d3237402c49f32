/** Words a value is shown with. */
export interface ValueWords {
  readonly yes: string;
  readonly no: string;
  readonly masked: string;
}

/** Answered values as lines of label and text; nested ones joined, commitments of personal values masked. */
export function shownValues(values: Readonly<Record<string, unknown>>, labels: Readonly<Record<string, string>>, words: ValueWords): { name: string; label: string; text: string }[] {
  return Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => ({ name, label: labels[name] ?? name, text: valueText(value, words) }));
}

/** One value as text. */
export function valueText(value: unknown, words: ValueWords): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.map((entry) => valueText(entry, words)).join('、');
  if (typeof value === 'object') {
    if ('$commitment' in value) return words.masked;
    return Object.entries(value)
      .map(([name, entry]) => `${name}: ${valueText(entry, words)}`)
      .join('；');
  }
  return String(value);
}
