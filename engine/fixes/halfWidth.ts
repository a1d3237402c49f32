import { attribute, type Drawn } from '../drawn.ts';
import type { Fixer } from './fix.ts';

/** Full-width signs that a Chinese input method leaves in an expression, and what FEEL writes. Not inside quotes. */
const SIGNS: Readonly<Record<string, string>> = { '，': ',', '。': '.', '；': ';', '：': ':', '（': '(', '）': ')', '【': '[', '】': ']', '｛': '{', '｝': '}', '＝': '=', '＞': '>', '＜': '<', '＋': '+', '－': '-', '＊': '*', '／': '/', '“': '"', '”': '"', '！': '!', '　': ' ' };

/** An expression typed with full-width signs is written with the signs of FEEL. */
export const halfWidth: Fixer = {
  codes: ['EXPR_FULL_WIDTH'],
  propose({ element }) {
    const written = textAt(element);
    if (written === null) return null;
    const value = mended(written.text);
    return value === written.text ? null : { id: 'halfWidth', params: { value }, edits: [{ kind: 'set', id: element.id, attribute: written.attribute, value }] };
  },
};

/** The expression that stands at the element: a flow's condition, or a term given by FEEL. */
function textAt(element: Drawn): { readonly attribute: string; readonly text: string } | null {
  const condition = (element.get('conditionExpression') as { readonly body?: string } | undefined)?.body;
  if (condition !== undefined) return { attribute: 'bpmn:conditionExpression', text: condition };
  const department = attribute(element, 'gov:department');
  return department?.startsWith('=') ? { attribute: 'gov:department', text: department } : null;
}

/** The text with the signs of FEEL outside quotes; full-width quotes become quotes. */
export function mended(text: string): string {
  let quoted = false;
  return [...text].map((sign) => {
    if (sign === '"' || sign === '“' || sign === '”') {
      quoted = !quoted;
      return '"';
    }
    if (quoted) return sign;
    const digit = sign.codePointAt(0)! - 0xff10;
    return digit >= 0 && digit <= 9 ? String(digit) : (SIGNS[sign] ?? sign);
  }).join('');
}
