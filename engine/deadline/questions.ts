import { canonical } from '../canonical.ts';
import { piecesOf, treeOf } from '../expressions/tree.ts';
import { unasked } from '../forms/fieldTypes.ts';
import type { Label } from '../forms/model.ts';
import type { Value } from '../value.ts';

/** A question of the form as far as the way depends on it: a situation question or a field. */
export interface Question {
  readonly name: string;
  readonly label: Label;
  readonly type: string;
  readonly required?: boolean | undefined;
  /** FEEL over the questions before it: it is asked only where this holds. */
  readonly when?: string | undefined;
  readonly options?: readonly { readonly value: string | number | boolean; readonly label: Label }[] | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** Answers by the question's name; what is not asked is no, an empty list or null, as a case has it. */
export type Answers = Readonly<Record<string, Value>>;

/** What a form must have for its questions to be read. */
export interface AskingForm {
  readonly situations?: readonly Question[] | undefined;
  readonly form?: { readonly sections?: readonly { readonly when?: string | undefined; readonly fields?: readonly Question[] | undefined }[] | undefined } | undefined;
}

/** All questions of a matter in the order they are asked; situation questions want an answer unless they say otherwise. */
export function questionsOf(form: AskingForm | null | undefined): Question[] {
  const fields = (form?.form?.sections ?? []).flatMap((section) => (section.fields ?? []).map((field) => ({ ...field, when: both(section.when, field.when) })));
  return [...(form?.situations ?? []).map((question) => ({ ...question, required: question.required ?? true })), ...fields];
}

const both = (one: string | undefined, other: string | undefined): string | undefined => {
  const parts = [one, other].flatMap((text) => (text ? [text.replace(/^=/, '')] : []));
  return parts.length < 2 ? parts[0] : parts.map((text) => `(${text})`).join(' and ');
};

/** Most options of a question with several answers whose every combination is looked at. */
const MOST_OPTIONS = 10;

/**
 * Every answer that may make a difference, in a fixed order; null where they cannot be listed (texts, dates, too many
 * options). A number matters only as it stands to the numbers it is compared with: `texts` are those expressions.
 */
export function answersTo(question: Question, texts: readonly string[]): readonly Value[] | null {
  const answers = given(question, texts);
  if (answers === null) return null;
  const none = unasked(question);
  const open = question.required || question.type === 'yesNo' || answers.some((each) => canonical(each) === canonical(none));
  return open ? answers : [none, ...answers];
}

function given({ type, options, min, max, required }: Question, texts: readonly string[]): readonly Value[] | null {
  switch (type) {
    case 'yesNo':
      return [true, false];
    case 'choice':
      return (options ?? []).map(({ value }) => value);
    case 'multi':
    case 'checklist':
      return (options ?? []).length > MOST_OPTIONS ? null : subsets((options ?? []).map(({ value }) => value)).filter((each) => !required || each.length > 0);
    case 'number':
    case 'money':
      return texts.every(comparesOnly) ? numbers(texts, min, max) : null;
    default:
      return null;
  }
}

/** Numbers that are reckoned with, or held against one another, make a difference at other places than those written down. */
const comparesOnly = (text: string): boolean => ![...piecesOf(treeOf(text))].some(({ kind, parts }) => kind === 'ArithmeticExpression' || kind === 'FunctionInvocation' || (kind === 'Comparison' && parts.filter((part) => part.kind === 'VariableName').length > 1));

function subsets(values: readonly Value[]): Value[][] {
  return values.reduceRight<Value[][]>((rest, value) => [...rest.map((each) => [value, ...each]), ...rest], [[]]);
}

/** Each number that is compared with, and what lies just below and above it. */
function numbers(texts: readonly string[], min = -Infinity, max = Infinity): number[] {
  const named = texts.flatMap((text) => (text.match(/(?<![\w.])\d+(?:\.\d+)?/g) ?? []).map(Number));
  const near = named.flatMap((value) => [value - 1, value, value + 1]);
  const ends = [min, max].filter((value) => Number.isFinite(value));
  const all = [...new Set([...near, ...ends])].filter((value) => value >= min && value <= max).sort((a, b) => a - b);
  return all.length > 0 ? all : [0];
}
