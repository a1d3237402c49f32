import { h } from '@bpmn-io/properties-panel/preact';
import { useEffect, useRef, useState } from '@bpmn-io/properties-panel/preact/hooks';
import { fits } from '../../ui/words/pinyin.ts';
import { Description } from './Description.ts';
import type { Choice } from './data.ts';

interface PickerProps {
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  readonly disabled?: boolean;
  readonly choices: readonly Choice[];
  /** Text of the empty choice. */
  readonly empty: string;
  readonly search: string;
  /** Whether a text that is on no list is kept as it was typed. */
  readonly free?: boolean;
  getValue(): string;
  setValue(next: string): void;
}

/** Choices whose label or id contains every word typed, as it is or by its pinyin. */
export function matching(choices: readonly Choice[], typed: string): readonly Choice[] {
  return choices.filter(({ label, value }) => fits(typed, [label, value]));
}

/** One of a list, found by typing (a combobox in the sense of ARIA). A text that starts with `=` is kept as FEEL. */
export function PickerEntry({ id, label, description, disabled, choices, empty, search, free, getValue, setValue }: PickerProps) {
  const value = getValue();
  const labelOf = (wanted: string) => choices.find((choice) => choice.value === wanted)?.label ?? wanted;
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const list = useRef<HTMLElement>(null);
  const open = typed !== null;
  const found = open ? [{ value: '', label: empty }, ...matching(choices, typed === labelOf(value) ? '' : typed)] : [];

  useEffect(() => setTyped(null), [value]);
  useEffect(() => list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [at, open]);

  const choose = (next: string) => {
    setTyped(null);
    if (next !== value) setValue(next);
  };
  const leave = () => {
    if (typed === null) return;
    if (typed.trim().startsWith('=')) choose(typed.trim());
    else if (typed.trim() === '') choose('');
    else if (free === true && typed !== labelOf(value)) choose(typed.trim());
    else setTyped(null);
  };
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      if (open) setAt(Math.max(0, Math.min(found.length - 1, at + step)));
      else start();
    } else if (event.key === 'Enter' && open) {
      event.preventDefault();
      choose(typed.trim().startsWith('=') ? typed.trim() : (found[at]?.value ?? (free === true ? typed.trim() : value)));
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setTyped(null);
    }
  };
  const start = () => {
    setTyped(labelOf(value));
    setAt(Math.max(0, 1 + choices.findIndex((choice) => choice.value === value)));
  };

  return h(
    'div',
    { class: 'bio-properties-panel-entry yjs-picker', 'data-entry-id': id },
    h('label', { for: `bio-properties-panel-${id}`, class: 'bio-properties-panel-label' }, label),
    h('input', {
      id: `bio-properties-panel-${id}`,
      class: 'bio-properties-panel-input',
      type: 'text',
      role: 'combobox',
      autocomplete: 'off',
      'aria-expanded': open,
      'aria-controls': `${id}-list`,
      'aria-activedescendant': open ? `${id}-${at}` : undefined,
      placeholder: search,
      disabled,
      value: typed ?? labelOf(value),
      onFocus: (event: FocusEvent) => (event.target as HTMLInputElement).select(),
      onClick: () => !open && start(),
      onInput: (event: InputEvent) => {
        setTyped((event.target as HTMLInputElement).value);
        setAt(1);
      },
      onKeyDown: press,
      onBlur: leave,
    }),
    open
      ? h(
          'ul',
          { id: `${id}-list`, role: 'listbox', 'aria-label': label, class: 'yjs-picker-list', ref: list },
          ...found.map((choice, index) =>
            h(
              'li',
              { key: choice.value, id: `${id}-${index}`, role: 'option', 'aria-selected': index === at, onMouseDown: (event: MouseEvent) => event.preventDefault(), onClick: () => choose(choice.value) },
              choice.label,
            ),
          ),
        )
      : null,
    h(Description, { text: description }),
  );
}
