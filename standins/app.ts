import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import { join } from 'node:path';
import { Behaviours } from './behaviours.ts';
import { Callbacks } from './callbacks.ts';
import type { StandinsConfig } from './config.ts';
import { control } from './control.ts';
import { Desk } from './desk.ts';
import { doors } from './doors.ts';
import { Ledger } from './ledger.ts';
import script from './script.json' with { type: 'json' };
import { departmentSecret, readKey } from './secrets.ts';
import type { Behaviour } from './contract.ts';

/** The departments behind one HTTP application, and what to close when it ends. */
export function createStandins(config: StandinsConfig): { app: Express; close: () => void } {
  const key = readKey(config.keyFile);
  const secretOf = (department: string): string => departmentSecret(key, department);
  const ledger = new Ledger(join(config.folder, 'ledger.jsonl'));
  const callbacks = new Callbacks(join(config.folder, 'callbacks.jsonl'), secretOf);
  const behaviours = new Behaviours(join(config.folder, 'behaviours.json'), script as Record<string, Partial<Behaviour>>);
  const desk = new Desk(ledger, callbacks, behaviours);

  const app = express();
  app.disable('x-powered-by');
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.use(control(desk, behaviours, ledger));
  app.use(doors(desk, secretOf));
  app.use((error: { status?: number; message: string }, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) next(error);
    else response.status(error.status ?? 500).json({ message: error.message });
  });
  return {
    app,
    close() {
      callbacks.close();
      ledger.close();
    },
  };
}
