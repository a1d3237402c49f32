import type { Params } from '../progress.mjs';

/** What an examination found: the key of a message, which for a warning or an error also says what to do. */
export type Finding = { level: 'ok' | 'warning' | 'error', key: string, params: Params };

/** Something is as it should be. */
export const ok = (key: string, params: Params = {}): Finding => ({ level: 'ok', key, params });
/** Works, but somebody should know. */
export const warning = (key: string, params: Params = {}): Finding => ({ level: 'warning', key, params });
/** The platform would not run. */
export const error = (key: string, params: Params = {}): Finding => ({ level: 'error', key, params });
