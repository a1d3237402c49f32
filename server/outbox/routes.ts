import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import { defineRoute } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { commandShape } from './askCase.ts';
import { CommandRow } from './CommandRow.ts';
import { settled } from './deliver.ts';

export const outboxRoutes = [
  defineRoute({
    method: 'GET', path: '/api/commands/:id', summary: 'What became of a command of one\'s own', roles: 'signed-in',
    params: z.object({ id: z.string().regex(/^[\w-]{8,64}$/) }),
    response: commandShape,
    async handler(call) {
      const row = await call.em.findOne(CommandRow, { id: call.params.id, user: callerOf(call).user });
      if (row === null) throw new DomainError('NOT_FOUND');
      const delivery = settled(row);
      return {
        commandId: row.id,
        caseNumber: row.caseNumber,
        state: delivery.state,
        seq: delivery.state === 'done' ? delivery.seq : null,
        ...(delivery.state === 'refused' && { code: delivery.code, details: delivery.details }),
      };
    },
  }),
];
