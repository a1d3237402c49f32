import type { Drawn } from '../../drawn.ts';
import type { Boxed } from './index.ts';

/** Names an expression sees, with their FEEL values. */
export type Scope = Readonly<Record<string, unknown>>;

/** What a boxed expression may use while it is evaluated. Nothing throws: an error of the standard is null with a word about it. */
export interface Evaluator {
  /** Value of another boxed expression, made to conform to its type. */
  evaluate(boxed: Boxed, scope: Scope): unknown;
  /** Value of a FEEL text. */
  feel(text: string, scope: Scope): unknown;
  /** Whether a value meets unary tests; `?` is the value. */
  meets(tests: string, value: unknown, scope: Scope): boolean;
  /** The value, made to conform to a type; null where it does not. */
  conform(value: unknown, type: string | undefined): unknown;
  /** Unary tests of a named type: its allowed values. */
  allowedBy(type: string | undefined): string | undefined;
  /** Says why something is null. */
  warn(message: string): void;
  /** Which rules of a table answered. */
  hit(table: string, rules: readonly string[]): void;
}

/** One kind of boxed expression in one file: how it is read, and what its value is. */
export interface BoxedKind<B extends { readonly kind: string }> {
  readonly kind: B['kind'];
  /** moddle type: `dmn:LiteralExpression`. */
  readonly dmnTypes: readonly string[];
  read(drawn: Drawn, readBoxed: ReadBoxed): B;
  evaluate(boxed: B, scope: Scope, evaluator: Evaluator): unknown;
}

/** Reads whatever boxed expression stands in a place; undefined where there is none. */
export type ReadBoxed = (drawn: Drawn | undefined) => Boxed | undefined;

export interface BoxedBase {
  /** Type the value must conform to. */
  readonly type?: string;
}

export const nothing: Boxed = { kind: 'literal', text: 'null' };
