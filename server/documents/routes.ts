import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import { findCase } from '../cases/access.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute, Reply } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { documentContent } from './documentContent.ts';
import { DocumentRow } from './DocumentRow.ts';
import { renderDocument, titleOf } from './render.ts';

const readers = ['clerk', 'approver', 'supervisor', 'auditor', 'operator', 'administrator'] as const;
const n = z.string().max(64);

export const documentRoutes = [
  defineRoute({
    method: 'GET', path: '/api/cases/:n/documents', summary: "A case's documents, oldest first", roles: readers,
    params: z.object({ n }),
    response: z.array(z.object({ id: z.string(), code: z.string(), title: z.string(), at: z.string(), url: z.string(), instance: z.number().nullable() })),
    async handler(call) {
      const { caseNumber } = await findCase(call.em, callerOf(call), call.params.n);
      const rows = await call.em.find(DocumentRow, { caseNumber }, { orderBy: { issuedAt: 'asc', id: 'asc' } });
      const language = languageOf(call.request);
      return rows.map((row) => ({ id: row.id, code: row.code, title: titleOf(row.code, language), at: row.issuedAt, url: `/api/cases/${caseNumber}/documents/${row.id}`, instance: row.instance ?? null }));
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/cases/:n/documents/:id', summary: 'One document as a printable page', roles: readers, produces: 'text/html',
    params: z.object({ n, id: z.string().max(100) }),
    response: z.string(),
    async handler(call) {
      const found = await findCase(call.em, callerOf(call), call.params.n);
      const row = await call.em.findOne(DocumentRow, { id: call.params.id, caseNumber: found.caseNumber });
      if (row === null) throw new DomainError('NOT_FOUND');
      const language = languageOf(call.request);
      const content = await documentContent({ em: call.em, master: call.context.services.cases.master, config: call.context.config, caller: callerOf(call) }, found, row, language);
      return new Reply({ type: 'text/html', body: renderDocument(content, language) });
    },
  }),
];
