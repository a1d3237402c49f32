/** The words for true and false on the page. */
export interface YesNo {
  readonly yes: string;
  readonly no: string;
}

/**
 * What stands in a cell of a decision table as FEEL needs it: yes and no in words are true and false in a column of these,
 * and a Chinese word in a column of texts gets its quotes, unless it is one of the names that have a value.
 */
export function cellText(typed: string, type: string, names: readonly string[], { yes, no }: YesNo): string {
  if (type === 'boolean') return typed === yes ? 'true' : typed === no ? 'false' : typed;
  return type === 'string' && /^\p{Script=Han}[\p{Script=Han}\p{N}A-Za-z]*$/u.test(typed) && !names.includes(typed) ? `"${typed}"` : typed;
}
