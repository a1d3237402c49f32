import type { PanelField } from './fields.ts';

/** Groups in the order of the panel. */
export const groupOrder: readonly PanelField['group'][] = ['general', 'step', 'department', 'limit', 'flow', 'event', 'multiInstance'];
