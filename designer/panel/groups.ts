import type { PanelField } from './fields.ts';

/** Groups in the order of the panel. */
export const groupOrder: readonly PanelField['group'][] = ['general', 'step', 'department', 'limit', 'flow', 'event', 'multiInstance', 'data'];

/** Groups that most steps leave empty. */
export const closedWhenEmpty: ReadonlySet<PanelField['group']> = new Set(['multiInstance', 'data']);
