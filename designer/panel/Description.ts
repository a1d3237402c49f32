import { h } from '@bpmn-io/properties-panel/preact';

/** Explanation below an entry. */
export function Description({ text }: { readonly text?: string | undefined }) {
  return text === undefined ? null : h('div', { class: 'bio-properties-panel-description' }, text);
}
