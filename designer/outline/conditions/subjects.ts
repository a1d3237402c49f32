import { readAt, type Moddle } from '../../panel/address.ts';
import type { Subject } from './condition.ts';

interface Question {
  readonly name: string;
  readonly label: string | { readonly zh: string; readonly en?: string };
  readonly type: string;
  readonly options?: readonly { readonly value: string | number | boolean; readonly label: string | { readonly zh: string; readonly en?: string } }[];
}

/** Words the subjects need. */
export interface SubjectWords {
  readonly english: boolean;
  /** 'Opinion of {name}', as the page says it. */
  opinionOf(name: string): string;
  /** The opinion of the step that came last. */
  readonly lastOpinion: string;
  opinion(value: string): string;
}

const kinds: Readonly<Record<string, Subject['kind']>> = { yesNo: 'yesNo', number: 'number', money: 'number', choice: 'choice', multi: 'multi', checklist: 'multi', text: 'text' };

/** What conditions of a matter can ask: its situation questions, then the opinions of its steps. */
export function subjectsOf(form: object | null, steps: readonly Moddle[], words: SubjectWords): readonly Subject[] {
  const textOf = (label: Question['label']): string => (typeof label === 'string' ? label : words.english ? (label.en ?? label.zh) : label.zh);
  const questions = ((form as { situations?: readonly Question[] } | null)?.situations ?? []).filter(({ type }) => kinds[type] !== undefined);
  const asked = questions.map(({ name, label, type, options = [] }): Subject => ({ expression: name, label: textOf(label), kind: kinds[type]!, options: options.map((option) => ({ value: option.value, label: textOf(option.label) })) }));
  const giving = steps.filter((step) => readAt(step, 'gov:opinions') !== '');
  const opinionsOf = (all: readonly Moddle[]) => [...new Set(all.flatMap((step) => readAt(step, 'gov:opinions').split(',').map((each) => each.trim())))].filter((each) => each !== '').map((value) => ({ value, label: words.opinion(value) }));
  const last: Subject[] = giving.length === 0 ? [] : [{ expression: 'opinion', label: words.lastOpinion, kind: 'choice', options: opinionsOf(giving) }];
  const each = giving.map((step): Subject => ({ expression: `opinions[element = "${step.id}"][-1].opinion`, label: words.opinionOf(readAt(step, 'bpmn:name') || step.id!), kind: 'choice', options: opinionsOf([step]) }));
  return [...asked, ...last, ...each];
}
