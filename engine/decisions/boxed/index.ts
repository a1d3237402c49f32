import { type Drawn, attribute } from '../../drawn.ts';
import type { BoxedKind, Evaluator, ReadBoxed, Scope } from './boxed.ts';
import { conditional } from './conditional.ts';
import { context } from './context.ts';
import { decisionTable } from './decisionTable.ts';
import { filter } from './filter.ts';
import { functionDefinition } from './functionDefinition.ts';
import { invocation } from './invocation.ts';
import { list } from './list.ts';
import { literal } from './literal.ts';
import { loop } from './loop.ts';
import { relation } from './relation.ts';

/** Every kind of boxed expression that can be evaluated. */
const kinds = { conditional, context, table: decisionTable, filter, function: functionDefinition, invocation, list, literal, loop, relation } as const;

/** Any boxed expression: the union derives from the registry. */
export type Boxed = { [K in keyof typeof kinds]: (typeof kinds)[K] extends BoxedKind<infer B> ? B : never }[keyof typeof kinds];

const byType = new Map<string, BoxedKind<Boxed>>(Object.values(kinds).flatMap((kind) => kind.dmnTypes.map((type): [string, BoxedKind<Boxed>] => [type, kind as unknown as BoxedKind<Boxed>])));

/** Reads a drawn boxed expression with its type; undefined where nothing, or nothing known, is drawn. */
export const readBoxed: ReadBoxed = (drawn: Drawn | undefined) => {
  const inner = drawn && byType.has(drawn.$type) ? drawn : (drawn?.get('expression') as Drawn | undefined);
  const kind = inner && byType.get(inner.$type);
  if (!kind) return undefined;
  const type = attribute(inner, 'typeRef');
  return { ...kind.read(inner, readBoxed), ...(type ? { type } : {}) };
};

/** The value of a boxed expression, before its type is looked at. */
export const evaluateBoxed = (boxed: Boxed, scope: Scope, evaluator: Evaluator): unknown =>
  (kinds[boxed.kind] as unknown as BoxedKind<Boxed>).evaluate(boxed, scope, evaluator);

export type { Context } from './context.ts';
export type { DecisionTable } from './decisionTable.ts';
export type { FunctionLogic } from './functionDefinition.ts';
