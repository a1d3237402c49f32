import { h } from '@bpmn-io/properties-panel/preact';
import { useRef, useState } from '@bpmn-io/properties-panel/preact/hooks';
import { i18n } from '../../ui/i18n.ts';
import { askedBy, completions, plainFeel, tried, typedValue, wrongWith } from './assist.ts';
import { knownNames } from './known.ts';
import './feel.css';

interface HelpProps {
  /** The expression as it stands in the drawing. */
  readonly value: string;
  /** What draws the field in which it is written: a text area or an input. */
  readonly children?: unknown;
}

/** Stands around the field of an expression: names of the flow are offered as one types, what is wrong is said at once, and it can be tried with values. */
export function FeelHelp({ value, children }: HelpProps) {
  const { t } = i18n.global;
  const root = useRef<HTMLElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [caret, setCaret] = useState(0);
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const text = typed ?? value;
  const { names: known, complete } = knownNames.value;
  const area = (): HTMLTextAreaElement | HTMLInputElement | null => root.current?.querySelector('textarea, input') ?? null;
  const look = (event: Event): void => {
    if (event.target !== area()) return;
    setTyped(area()!.value);
    setCaret(area()!.selectionStart ?? 0);
  };
  const insert = (from: number, name: string): void => {
    const field = area()!;
    const next = text.slice(0, from) + name + text.slice(caret);
    field.value = next;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
    field.setSelectionRange(from + name.length, from + name.length);
    setTyped(next);
    setCaret(from + name.length);
  };
  const wrong = wrongWith(text, known, complete);
  const offered = typed === null ? { from: 0, names: [] } : completions(text, caret, known);
  const asked = askedBy(text);
  const sampleOf = (name: string): string => {
    const sample = known.find((each) => each.name === name)?.sample;
    return sample === undefined ? '' : JSON.stringify(sample);
  };
  const valueOf = (name: string): string => given[name] ?? sampleOf(name);
  const result = plainFeel(text) === '' || wrong !== null ? null : tried(text, Object.fromEntries(asked.map((name) => [name, typedValue(valueOf(name))])), new Date().toISOString());
  return h(
    'div',
    { class: 'yjs-feel', ref: root, onInput: look, onKeyUp: look, onClick: look, onFocusOut: () => setTyped(null) },
    children as never,
    offered.names.length > 0
      ? h('div', { class: 'yjs-feel-names', role: 'group', 'aria-label': t('feel.names') }, ...offered.names.map(({ name, label }) => h('button', { key: name, type: 'button', onMouseDown: (event: Event) => event.preventDefault(), onClick: () => insert(offered.from, name) }, label && label !== name ? `${name} ${label}` : name)))
      : null,
    wrong ? h('p', { class: 'yjs-feel-wrong', role: 'status' }, `■ ${t(`problems.${wrong.code}`, { ...wrong.params })}`) : null,
    plainFeel(text) === ''
      ? null
      : h(
          'details',
          { class: 'yjs-feel-try' },
          h('summary', null, t('feel.try')),
          ...asked.map((name) => h('label', { key: name }, `${known.find((each) => each.name === name)?.label || name} `, h('input', { value: valueOf(name), onInput: (event: Event) => { event.stopPropagation(); setGiven({ ...given, [name]: (event.target as HTMLInputElement).value }); } }))),
          h('p', { role: 'status' }, result === null ? t('feel.first') : 'code' in result ? t('feel.fails', { code: result.code, message: result.message }) : t('feel.gives', { value: result.value, kind: t(`feel.kind.${result.kind}`) })),
        ),
  );
}
