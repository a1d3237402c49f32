import { h } from '@bpmn-io/properties-panel/preact';
import { useState } from '@bpmn-io/properties-panel/preact/hooks';
import { markedFeel } from '../feel/assist.ts';
import { FeelHelp } from '../feel/FeelHelp.ts';
import { Description } from './Description.ts';
import type { Mapping } from './mappings.ts';

interface MappingsProps {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly disabled?: boolean;
  readonly words: { readonly target: string; readonly source: string; readonly add: string; readonly remove: string };
  getValue(): readonly Mapping[];
  setValue(next: readonly Mapping[]): void;
}

/** Lines "name gets the value of an expression". A new line is kept here until it has a name. */
export function MappingsEntry({ id, label, description, disabled, words, getValue, setValue }: MappingsProps) {
  const lines = getValue();
  const [adding, setAdding] = useState(false);
  const change = (index: number, part: Partial<Mapping>) => setValue(lines.map((line, at) => (at === index ? { ...line, ...part } : line)));
  const field = (name: string, value: string, text: string, commit: (value: string) => void) =>
    h('input', { type: 'text', class: 'bio-properties-panel-input', name, value, disabled, 'aria-label': `${label} ${text}`, placeholder: text, onChange: (event: Event) => commit((event.target as HTMLInputElement).value.trim()) });
  // A name that is picked is put in without a key: only leaving the field tells that it was changed.
  const leave = (index: number, source: string, value: string) => value !== source && change(index, { source: value });
  const expression = (index: number, source: string) =>
    h('input', { type: 'text', class: 'bio-properties-panel-input', name: `${id}-source-${index}`, value: source, disabled, 'aria-label': `${label} ${words.source}`, placeholder: words.source, onFocusOut: (event: Event) => leave(index, source, markedFeel((event.target as HTMLInputElement).value)) });
  const line = (index: number, { target, source }: Mapping) =>
    h(
      'div',
      { key: index, class: 'yjs-mapping' },
      field(`${id}-target-${index}`, target, words.target, (value) => change(index, { target: value })),
      h(FeelHelp, { value: source }, expression(index, source)),
      h('button', { type: 'button', disabled, title: words.remove, 'aria-label': `${words.remove} ${target}`, onClick: () => setValue(lines.filter((_line, at) => at !== index)) }, '×'),
    );
  return h(
    'fieldset',
    { class: 'bio-properties-panel-entry yjs-many', 'data-entry-id': id },
    h('legend', { class: 'bio-properties-panel-label' }, label),
    ...lines.map((each, index) => line(index, each)),
    adding
      ? h('div', { class: 'yjs-mapping' }, field(`${id}-new`, '', words.target, (value) => {
          setAdding(false);
          if (value !== '') setValue([...lines, { target: value, source: '' }]);
        }))
      : h('button', { type: 'button', class: 'yjs-mapping-add', disabled, onClick: () => setAdding(true) }, words.add),
    h(Description, { text: description }),
  );
}
