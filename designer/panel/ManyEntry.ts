import { h } from '@bpmn-io/properties-panel/preact';
import { Description } from './Description.ts';
import type { Choice } from './data.ts';

interface ManyProps {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly disabled?: boolean;
  readonly choices: readonly Choice[];
  readonly nothing: string;
  getValue(): readonly string[];
  setValue(next: readonly string[]): void;
}

/** Several of a list, each with its own box; values that are not on the list stay and can be taken away. */
export function ManyEntry({ id, label, description, disabled, choices, nothing, getValue, setValue }: ManyProps) {
  const chosen = getValue();
  const strange = chosen.filter((value) => !choices.some((choice) => choice.value === value)).map((value) => ({ value, label: value }));
  const all = [...choices, ...strange];
  // The order of the list is the order of the drawing's text: the first opinion is the default one.
  const toggle = (value: string) => setValue(chosen.includes(value) ? chosen.filter((each) => each !== value) : all.map((choice) => choice.value).filter((each) => each === value || chosen.includes(each)));
  const box = (choice: Choice) =>
    h(
      'label',
      { key: choice.value, class: 'yjs-many-choice' },
      h('input', { type: 'checkbox', name: id, value: choice.value, checked: chosen.includes(choice.value), disabled, onChange: () => toggle(choice.value) }),
      h('span', null, choice.label),
    );
  return h(
    'fieldset',
    { class: 'bio-properties-panel-entry yjs-many', 'data-entry-id': id },
    h('legend', { class: 'bio-properties-panel-label' }, label),
    all.length === 0 ? h('p', { class: 'bio-properties-panel-description' }, nothing) : h('div', { class: 'yjs-many-choices', ...(disabled ? { tabIndex: 0 } : {}) }, ...all.map(box)),
    h(Description, { text: description }),
  );
}
