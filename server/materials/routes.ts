import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { DomainError } from '../../engine/errors.ts';
import { findCase } from '../cases/access.ts';
import { defineRoute, Reply } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { Material } from './Material.ts';
import { largestMaterial, readMaterial, storeMaterial, typeOf } from './storeMaterial.ts';

export const materialRoutes = [
  defineRoute({
    method: 'POST', path: '/api/materials', summary: 'Hand in a file (bytes as the body; X-Filename percent-encoded, X-Kind: id of the material)', roles: ['clerk', 'approver'], status: 201,
    raw: { limit: largestMaterial },
    response: z.object({ id: z.string(), sha256: z.string(), name: z.string(), kind: z.string(), type: z.string(), size: z.number() }),
    async handler(call) {
      const bytes = call.body as unknown as Buffer;
      const type = typeOf(bytes);
      const name = nameOf(call.request.get('X-Filename'));
      const kind = call.request.get('X-Kind') ?? '';
      if (!/^[A-Za-z][\w-]{0,63}$/.test(kind)) throw new DomainError('INVALID_INPUT', { issues: [{ path: 'headers.X-Kind', code: 'invalid_format', message: 'Expected the id of a material' }] });
      const sha256 = await storeMaterial(call.context.config.dataDir, bytes);
      const row = call.em.create(Material, { id: randomUUID(), sha256, name, kind, type, size: bytes.length, uploadedBy: callerOf(call).user, uploadedAt: call.now, trust: 'C' });
      await call.em.flush();
      return { id: row.id, sha256, name, kind, type, size: row.size };
    },
  }),
  defineRoute({
    method: 'GET', path: '/api/cases/:n/materials/:id', summary: 'A file handed in with a case', roles: ['clerk', 'approver', 'supervisor', 'auditor', 'operator', 'administrator'], produces: 'application/octet-stream',
    params: z.object({ n: z.string().max(64), id: z.string().max(64) }),
    response: z.unknown(),
    async handler(call) {
      const found = await findCase(call.em, callerOf(call), call.params.n);
      const row = await call.em.findOne(Material, { id: call.params.id, caseNumber: found.caseNumber });
      if (row === null) throw new DomainError('NOT_FOUND');
      const body = await readMaterial(call.context.config.dataDir, row.sha256);
      const shown = row.type.startsWith('image/') || row.type === 'application/pdf' ? 'inline' : 'attachment';
      return new Reply({ type: row.type, body, headers: { 'Content-Disposition': `${shown}; filename*=UTF-8''${encodeURIComponent(row.name)}` } });
    },
  }),
];

/** A file's name without path or control characters; what can't be decoded is taken as it is. */
function nameOf(header: string | undefined): string {
  let name = header ?? '';
  try {
    name = decodeURIComponent(name);
  } catch {
    // Sent without percent-encoding: the text itself is the name.
  }
  return name.normalize('NFC').replace(/[\p{Cc}\p{Cf}\\/]/gu, '').trim().slice(0, 200) || 'material';
}
