import type { Connector } from './connector.ts';
import { createHttpConnector } from './http.ts';

/** Every protocol a department system may be registered with. A new one is one file beside this, and one line here. */
export const connectors = {
  http: createHttpConnector(),
} as const satisfies Readonly<Record<string, Connector>>;
