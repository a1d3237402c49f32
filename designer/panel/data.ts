import type { ConnectorContract } from '../../engine/register/connector.ts';
import type { PanelField } from './fields.ts';

/** One thing that can be picked: `value` is stored in the drawing, `label` is shown. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Inputs of the panel whose values come from registered data. */
export type ChoiceInput = Extract<PanelField['input'], 'department' | 'connector' | 'form' | 'materials' | 'ladder' | 'item' | 'items' | 'process' | 'register' | 'decision' | 'stage' | 'document'>;

/** What the panel needs from outside the drawing. */
export interface PanelData {
  /** What can be picked now: a definition's own forms, decisions, materials and stages come and go while it is drawn. */
  choices(input: ChoiceInput): readonly Choice[];
  /** What is registered of a connector; undefined for a code that is on no list. */
  contract(code: string): ConnectorContract | undefined;
  /** Whether the page is in English. */
  readonly english: boolean;
  /** Text of a message key below `designer`; the key's last part where there is none. */
  text(key: string): string;
  /** Whether the person may change the drawing. */
  readonly editable: boolean;
}
