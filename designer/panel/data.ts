import type { PanelField } from './fields.ts';

/** One thing that can be picked: `value` is stored in the drawing, `label` is shown. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Inputs of the panel whose values come from registered data. */
export type ChoiceInput = Extract<PanelField['input'], 'department' | 'form' | 'materials' | 'ladder' | 'item' | 'items' | 'process' | 'register'>;

/** What the panel needs from outside the drawing. */
export interface PanelData {
  readonly choices: Readonly<Record<ChoiceInput, readonly Choice[]>>;
  /** Text of a message key below `designer`; the key's last part where there is none. */
  text(key: string): string;
  /** Whether the person may change the drawing. */
  readonly editable: boolean;
}
