import { z } from 'zod';
import { noParts } from '../../definitions/parts.ts';
import { DomainError } from '../../engine/errors.ts';
import { byKey, definitionKey } from '../catalog/definitionKey.ts';
import { definitionShape, describeDefinition } from '../catalog/describe.ts';
import { findDefinition, findVersion } from '../catalog/findDefinition.ts';
import { languageOf } from '../http/problem.ts';
import { defineRoute, Reply } from '../http/route.ts';
import { callerOf } from '../identity/signedIn.ts';
import { currentYears } from '../calendars/currentCalendar.ts';
import { compareCalendars } from './compareCalendars.ts';
import { importPack, unknownCodes } from './importPack.ts';
import { readPack } from './readPack.ts';
import { fingerprintOf, publicKeyOf, signingKey } from './signing.ts';
import { trustIn } from './trustedKeys.ts';
import { writePack } from './writePack.ts';
import { archiveLimits } from './readArchive.ts';

/** A pack in base64 with the rest of the body around it. */
const bodyLimit = Math.ceil((archiveLimits.packed * 4) / 3) + 64 * 1024;
const pack = z.base64().max(bodyLimit).describe('The zip file in base64');
const codes = z.record(z.string().max(60), z.string().max(60));
const unknown = z.object({ departments: z.array(z.string()), items: z.array(z.string()), register: z.string().nullable() });

/** A matter as one signed file, out of this city and into another. */
export const packRoutes = [
  defineRoute({
    method: 'GET', path: '/api/definitions/:key/pack', summary: 'A matter as one signed zip: its newest version, else its draft', roles: ['designer', 'publisher', 'auditor', 'administrator'], produces: 'application/zip',
    params: byKey, response: z.unknown(),
    async handler({ em, params, context }) {
      const definition = await findDefinition(em, params.key);
      const version = definition.version == null ? null : await findVersion(em, params.key, definition.version);
      version?.verified();
      const content = version === null
        ? { xml: definition.draftXml, form: definition.draftForm ?? null, parts: definition.draftParts ?? noParts }
        : { xml: version.xml, form: version.form ?? null, parts: version.parts ?? noParts };
      const about = { key: definition.key, name: definition.name, version: version?.version ?? null, contentHash: version?.contentHash ?? null };
      const file = await writePack(signingKey(context.services.cases.master), about, content, await currentYears(em));
      return new Reply({ type: 'application/zip', body: file, headers: { 'Content-Disposition': `attachment; filename="${definition.key}${version === null ? '' : `-v${version.version}`}.yjspack.zip"` } });
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/packs/check', summary: 'What a pack holds, who signed it, and which of its codes this city does not know; changes nothing', roles: ['designer'], idempotent: false, limit: bodyLimit,
    body: z.object({ pack }),
    response: z.object({
      key: z.string(), name: z.string(), version: z.number().nullable(), fingerprint: z.string(), publicKey: z.string(),
      trust: z.enum(['own', 'trusted', 'unknown']).describe('Signed by this very platform, by a key on its list, or by nobody it knows'), signedBy: z.string().nullable().describe('The name that the list gives the key'),
      calendars: z.array(z.object({ year: z.number(), theirs: z.string(), ours: z.string().nullable(), worksThere: z.array(z.string()).readonly(), worksHere: z.array(z.string()).readonly() })).readonly().describe('Published years that this city has not, or has otherwise'),
      files: z.array(z.object({ path: z.string(), sha256: z.string(), bytes: z.number() })), scenarios: z.array(z.string()),
      names: z.object({ departments: codes, items: codes, register: z.string().nullable() }), unknown,
    }),
    async handler({ em, body, context }) {
      const read = await readPack(Buffer.from(body.pack, 'base64'));
      const { manifest, signedWith, content } = read;
      const trust = trustIn(signedWith, publicKeyOf(signingKey(context.services.cases.master)), context.config.dataDir);
      return { key: manifest.key, name: manifest.name, version: manifest.version, fingerprint: fingerprintOf(signedWith), publicKey: signedWith, trust: trust.kind, signedBy: trust.name, calendars: compareCalendars(read.calendars, await currentYears(em)), files: manifest.files, scenarios: Object.keys(content.parts.scenarios), names: manifest.names, unknown: await unknownCodes(em, read) };
    },
  }),
  defineRoute({
    method: 'POST', path: '/api/packs', summary: "Land a pack as a draft, with the city's own codes, once its scenarios have run", roles: ['designer'], transaction: true, status: 201, limit: bodyLimit,
    body: z.object({ pack, key: definitionKey, name: z.string().trim().min(1).max(200), mapping: z.object({ departments: codes, items: codes, register: z.string().max(60).nullable() }), acceptUnknown: z.boolean().default(false).describe('Somebody has made sure of a key that is on no list') }),
    response: definitionShape,
    async handler(call) {
      const { pack: text, acceptUnknown, ...landing } = call.body;
      const read = await readPack(Buffer.from(text, 'base64'));
      const { services, config } = call.context;
      const trust = trustIn(read.signedWith, publicKeyOf(signingKey(services.cases.master)), config.dataDir);
      if (trust.kind === 'unknown' && !acceptUnknown) throw new DomainError('PACK_SIGNER_UNKNOWN', { fingerprint: fingerprintOf(read.signedWith) });
      const made = await importPack(call.em, callerOf(call).user, call.now, read, landing);
      return describeDefinition(call.em, made, languageOf(call.request), call.now);
    },
  }),
];
