import type { Actor } from '../../engine/event.ts';

/** The platform itself, where nobody acts. */
export const platform: Actor = { user: 'platform', role: 'system' };
