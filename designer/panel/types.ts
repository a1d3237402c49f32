import type { Choice } from './data.ts';

/** Reads and writes the value of one field of the selected element, as text. */
export interface FieldValue {
  get(): string;
  set(value: string): void;
  readonly filled: boolean;
  /** Choices that depend on the drawing itself. */
  readonly choices?: readonly Choice[];
}

/** An entry as the properties panel draws it. */
export interface PanelEntry {
  readonly id: string;
  readonly component: unknown;
  readonly filled: boolean;
  readonly isEdited?: unknown;
  readonly [property: string]: unknown;
}

/** A group of entries with a heading. */
export interface PanelGroup {
  readonly id: string;
  readonly label: string;
  readonly component: unknown;
  readonly entries: readonly PanelEntry[];
  readonly [property: string]: unknown;
}
