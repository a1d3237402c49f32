import { textOf } from '../forms/matterForm.ts';
import type { Value } from '../value.ts';
import type { Way } from './report.ts';
import type { Question } from './questions.ts';

/** What the answers of a way have in common about one question. */
export interface Common {
  readonly question: Question;
  /** Every answer that leads here. */
  readonly values: readonly Value[];
  /** Of a question with several answers: options that are always chosen, and those that never are. */
  readonly always?: readonly Value[];
  readonly never?: readonly Value[];
}

/**
 * What tells a way's answers from the others: questions whose answers are not all the same over the ways, and not all
 * found in this one. A question that is never asked here is left out.
 */
export function commonAnswers({ seen }: Pick<Way, 'seen'>, all: readonly Pick<Way, 'seen'>[], questions: readonly Question[]): Common[] {
  return questions.flatMap((question): Common[] => {
    const here = seen.get(question.name);
    const anywhere = new Set(all.flatMap((way) => [...(way.seen.get(question.name) ?? [])]));
    // Asked here, and not with every answer.
    if (!here || here.size === 0 || here.size === anywhere.size) return [];
    const values = [...here].map((text) => JSON.parse(text) as Value).filter((value) => value !== null);
    if (values.length === 0) return [];
    if (!values.every(Array.isArray)) return [{ question, values }];
    const lists = values as Value[][];
    const options = (question.options ?? []).map(({ value }) => value as Value);
    const always = options.filter((option) => lists.every((list) => list.includes(option)));
    const never = options.filter((option) => !lists.some((list) => list.includes(option)));
    return always.length + never.length === 0 ? [] : [{ question, values, always, never }];
  });
}

/** Words that differ by language, for sentences made here. */
export interface Words {
  readonly yes: string;
  readonly no: string;
  readonly with: string;
  readonly without: string;
  readonly or: string;
  readonly and: string;
  readonly colon: string;
}

export const chinese: Words = { yes: '是', no: '否', with: '含', without: '不含', or: '或', and: '；', colon: '：' };
export const english: Words = { yes: 'yes', no: 'no', with: 'with ', without: 'without ', or: ' or ', and: '; ', colon: ': ' };
const wordsOf = (language: string): Words => (language.startsWith('en') ? english : chinese);

/** A situation in one sentence: `供电：双电源；外线：是`. Empty where all answers lead here. */
export function situationInWords(commons: readonly Common[], language: string): string {
  const words = wordsOf(language);
  return commons.map((common) => `${textOf(common.question.label, language).replace(/[?？]\s*$/, '')}${words.colon}${answerInWords(common, language)}`).join(words.and);
}

function answerInWords({ question, values, always, never }: Common, language: string): string {
  const words = wordsOf(language);
  const named = (value: Value): string => {
    const option = question.options?.find((each) => each.value === value);
    return option ? textOf(option.label, language) : value === true ? words.yes : value === false ? words.no : String(value);
  };
  const list = (options: readonly Value[]): string => options.map(named).join(language.startsWith('en') ? ', ' : '、');
  if (always && never) return [...(always.length > 0 ? [words.with + list(always)] : []), ...(never.length > 0 ? [words.without + list(never)] : [])].join(language.startsWith('en') ? ', ' : '，');
  if (question.type === 'number' || question.type === 'money') return rangeOf(values as number[], question, words);
  return values.map(named).join(words.or);
}

/** Numbers stand for ranges: they were chosen around what is compared. */
function rangeOf(values: readonly number[], { min, max }: Question, words: Words): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (values.length === 1) return least === min ? `≤ ${least}` : most === max ? `≥ ${most}` : String(least);
  return `${least}–${most}`.replace(/^$/, words.no);
}
