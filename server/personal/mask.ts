/** A personal value as others may see it: the first and last characters at most, never more than half of it. */
export function mask(value: unknown): string {
  const text = typeof value === 'string' ? value : '';
  if (/^\d{17}[\dXx]$/.test(text)) return `${text.slice(0, 6)}**********${text.slice(-2)}`;
  if (/^1\d{10}$/.test(text)) return `${text.slice(0, 3)}****${text.slice(-4)}`;
  const letters = [...text];
  if (letters.length < 2) return '*';
  return `${letters[0]}${'*'.repeat(Math.min(letters.length - 1, 6))}`;
}
