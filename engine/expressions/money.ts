import { treeOf } from './tree.ts';
import { type FeelType, kindOf, typeOf, type Types } from './types.ts';
import { waysOf, within } from './within.ts';

/** Sums of money that an expression compares: each must be a whole number of 分, or the comparison is about a rounding. */
export function sumsCompared(text: string, types: Types): { readonly text: string; readonly whole: string }[] {
  const ignore = (): void => undefined;
  return [...waysOf(treeOf(text))].flatMap((way) => {
    const [piece, outer] = [way.at(-1)!, way.at(-2)];
    if (outer?.kind !== 'Comparison' || piece.kind === 'CompareOp' || way.some(({ kind }) => LOOPS.has(kind))) return [];
    return kindOf(typeOf(piece, types, ignore)) === 'money' ? [{ text: piece.text, whole: within(way, `(${piece.text})`) }] : [];
  });
}

const LOOPS: ReadonlySet<string> = new Set(['ForExpression', 'QuantifiedExpression', 'FilterExpression', 'Context']);

/** Whether an expression gives a sum of money. */
export const givesMoney = (text: string, types: Types): boolean => kindOf(typeOf(treeOf(text), types, () => undefined)) === 'money';

/** Types of names when only the money among them is known. */
export const moneyTypes = (money: ReadonlySet<string>): Types => (name): FeelType => (money.has(name) ? 'money' : 'any');
