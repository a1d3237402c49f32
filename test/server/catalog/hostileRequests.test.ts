import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { ZipFile } from 'yazl';
import { createDefinition } from '../../../server/catalog/createDefinition.ts';
import { reviewSubmission } from '../../../server/catalog/reviewSubmission.ts';
import { submitDraft } from '../../../server/catalog/submitDraft.ts';
import { publicKeyOf, signBytes, signingKey } from '../../../server/packs/signing.ts';
import { sha256 } from '../../../server/packs/writePack.ts';
import { deriveMasterKey } from '../../../server/personal/masterKey.ts';
import { seedCalendars } from '../../../server/system/seedCity.ts';
import { databases } from '../support/databases.ts';
import { enterMatter } from '../support/enterMatter.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';
import { drawing } from './drawings.ts';

type Row = readonly [what: string, method: 'get' | 'post' | 'put' | 'delete', path: string, body: object | null, status: number, code: string];

const key = 'open-matter';
const at = `/api/definitions/${key}`;
const past = Number.MAX_SAFE_INTEGER;
const nested = (depth: number): unknown => Array.from({ length: depth }).reduce((inner: unknown) => [inner], 'x');
const terms = { code: 'YJS-1', name: { zh: '甲' }, leadDepartment: 'housing', limit: { amount: 1, unit: 'workingDay', kind: 'promised' }, items: [], validFrom: '2026-01-01', validTo: null };
const form = { situations: [], form: { sections: [{ fields: [{ name: 'place', label: '地点', type: 'text' }] }] }, materials: [] };
const mapping = { departments: {}, items: {}, register: null };

/** A pack that is signed and hashed as it should be, whatever lies in it. */
async function packOf(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const signing = signingKey(deriveMasterKey(Buffer.alloc(32, 9)));
  const bytes = Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const);
  const manifest = Buffer.from(JSON.stringify({ format: 'yijianshi-pack/1', key, name: 'x', version: null, contentHash: null, files: bytes.map(([path, content]) => ({ path, sha256: sha256(content), bytes: content.length })), names: { departments: {}, items: {}, register: null }, calendars: [] }));
  const zip = new ZipFile();
  for (const [path, content] of [['manifest.json', manifest], ['signature.json', Buffer.from(JSON.stringify({ algorithm: 'Ed25519', publicKey: publicKeyOf(signing), signature: signBytes(signing, manifest) }))], ...bytes] as const) zip.addBuffer(content, path);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('base64');
}

describe.each(databases)('Requests that nobody honest sends, on $database', ({ url }) => {
  let city: TestApp;
  let everybody: Caller;

  beforeAll(async () => {
    city = await openTestApp({ config: { databaseUrl: await url() } });
    everybody = await city.signedIn('all1', ['designer', 'publisher', 'administrator']);
    await seedCalendars(city.context);
    await enterMatter(city.orm, 'TEST-20', 20);
    const em = city.orm.em.fork();
    const now = new Date().toISOString();
    await createDefinition(em, 'designer1', now, { key, name: '甲', form, xml: drawing({ process: 'openMatter', task: 'gov:department="housing" gov:role="approver" gov:limitAmount="1"', terms: 'gov:registerCode="TEST-20" gov:leadDepartment="housing" gov:limitAmount="20"' }) });
    const { id: submission } = await submitDraft(em, 'designer1', now, { key, note: '' });
    await reviewSubmission(em, 'publisher1', now, { key, decision: 'publish', comment: '', submission });
    await createDefinition(em, 'designer1', now, { key: 'unsent', name: '乙', xml: drawing({ process: 'unsent' }) });
    await em.flush();
  }, 120_000);
  afterAll(() => city.close());

  const told = async ({ status, body }: request.Response) => ({ status, code: body.code });

  test.each<Row>([
    ['a key that is none', 'get', '/api/definitions/..%2f..%2fetc', null, 422, 'INVALID_INPUT'],
    ['a key of Object', 'get', '/api/definitions/constructor', null, 404, 'NOT_FOUND'],
    ['a key that XML could not hold', 'post', '/api/definitions', { key: 'constructor', name: 'x' }, 422, 'NAME_RESERVED'],
    ['a name with a control sign', 'post', '/api/definitions', { key: 'signs', name: 'a\u0008b' }, 422, 'TEXT_FORBIDDEN_CHAR'],
    ['a name that is no text', 'post', '/api/definitions', { key: 'signs', name: { zh: 'x' } }, 422, 'INVALID_INPUT'],
    ['a template that is not there', 'post', '/api/definitions', { key: 'signs', name: 'x', template: 'nobody' }, 404, 'NOT_FOUND'],
    ['a key that is taken', 'post', '/api/definitions', { key, name: 'x' }, 409, 'DEFINITION_EXISTS'],
    ['a version past every number', 'get', `${at}/versions/${past}`, null, 422, 'INVALID_INPUT'],
    ['a version that is not there', 'get', `${at}/versions/77`, null, 404, 'NOT_FOUND'],
    ['a version in other words', 'get', `${at}/versions/0x1f`, null, 404, 'NOT_FOUND'],
    ['a save past every number', 'get', `${at}/saves/${past}`, null, 422, 'INVALID_INPUT'],
    ['a save that is not there', 'post', `${at}/saves/77/restoration`, { from: 1 }, 404, 'NOT_FOUND'],
    ['a draft made from a revision past every number', 'put', `${at}/draft`, { revision: past, parts: { guide: {} } }, 422, 'INVALID_INPUT'],
    ['a draft that is no drawing', 'put', `${at}/draft`, { revision: 1, xml: '{}' }, 422, 'BPMN_MALFORMED'],
    ['a draft past what a body may be', 'put', `${at}/draft`, { revision: 1, xml: 'x'.repeat(6 * 1024 * 1024) }, 413, 'BODY_TOO_LARGE'],
    ['a drawing past what a file may be', 'put', `${at}/draft`, { revision: 1, xml: `${drawing()}${' '.repeat(3 * 1024 * 1024)}` }, 413, 'BPMN_TOO_LARGE'],
    ['a decision past what a file may be', 'put', `${at}/draft`, { revision: 1, parts: { decisions: { a: 'x'.repeat(2 * 1024 * 1024) } } }, 422, 'INVALID_INPUT'],
    ['a form that is a list', 'put', `${at}/draft`, { revision: 1, form: [] }, 422, 'INVALID_INPUT'],
    ['a guide nested past all sense', 'put', `${at}/draft`, { revision: 1, parts: { guide: { deep: nested(1500) } } }, 422, 'INVALID_INPUT'],
    ['a form nested past all sense', 'post', `${at}/check`, { xml: drawing(), form: { ...form, summary: nested(1500) } }, 422, 'INVALID_INPUT'],
    ['a submission for no day', 'post', `${at}/submission`, { effectiveOn: '2026-02-30' }, 422, 'INVALID_INPUT'],
    ['a review of nothing', 'post', `${at}/review`, { decision: 'publish', submission: `${key}.1` }, 409, 'NOTHING_SUBMITTED'],
    ['a review of whatever waits', 'post', `${at}/review`, { decision: 'publish' }, 422, 'INVALID_INPUT'],
    ['a withdrawal of nothing', 'delete', `${at}/submission`, { submission: `${key}.1` }, 409, 'NOTHING_SUBMITTED'],
    ['a withdrawal of whatever waits', 'delete', `${at}/submission`, {}, 422, 'INVALID_INPUT'],
    ['a rollback to a version past every number', 'post', `${at}/rollback`, { version: past, from: 1, note: 'x' }, 422, 'INVALID_INPUT'],
    ['a rollback to a version that is not there', 'post', `${at}/rollback`, { version: 77, from: 1, note: 'x' }, 404, 'NOT_FOUND'],
    ['a rollback from a revision past every number', 'post', `${at}/rollback`, { version: 1, from: past, note: 'x' }, 422, 'INVALID_INPUT'],
    ['a rollback from elsewhere', 'post', `${at}/rollback`, { version: 1, from: 77, note: 'x' }, 409, 'VERSION_CONFLICT'],
    ['a retirement of a version past every number', 'post', `${at}/retirement`, { version: past, reason: 'x' }, 422, 'INVALID_INPUT'],
    ['a retirement of a version that is not there', 'post', `${at}/retirement`, { version: 77, reason: 'x' }, 404, 'NOT_FOUND'],
    ['a deletion without a revision', 'delete', at, {}, 422, 'INVALID_INPUT'],
    ['a deletion of what is published', 'delete', at, { revision: 1 }, 409, 'DEFINITION_PUBLISHED'],
    ['a remark on nothing', 'post', `${at}/remarks`, { text: 'x' }, 409, 'NOTHING_SUBMITTED'],
    ['an answer to a thread that is none', 'post', `${at}/remarks/1/answers`, { text: 'x' }, 422, 'INVALID_INPUT'],
    ['an answer to a thread that is not there', 'post', `${at}/remarks/${randomUUID()}/answers`, { text: 'x' }, 404, 'NOT_FOUND'],
    ['scenarios of nothing submitted', 'get', `${at}/scenarios?of=submission`, null, 409, 'NOTHING_SUBMITTED'],
    ['a scenario of a case that is not there', 'get', '/api/cases/..%2fx/scenario?title=x', null, 404, 'NOT_FOUND'],
    ['a gate of nothing submitted', 'post', `${at}/gate`, {}, 409, 'NOTHING_SUBMITTED'],
    ['an explanation of a group that is none', 'put', `${at}/gate/nobody`, { text: 'because' }, 422, 'INVALID_INPUT'],
    ['a schema that is not there', 'get', '/schemas/..%2fpackage', null, 422, 'INVALID_INPUT'],
    ['an entry with a limit past every number', 'post', '/api/register', { terms: { ...terms, limit: { ...terms.limit, amount: 1e300 } }, note: 'x' }, 422, 'NUMBER_TOO_LONG'],
    ['an entry of a department of Object', 'post', '/api/register', { terms: { ...terms, leadDepartment: 'constructor' }, note: 'x' }, 404, 'DEPARTMENT_UNKNOWN'],
    ['an entry with more than the terms', 'post', '/api/register', { terms: { ...terms, version: 9 }, note: 'x' }, 422, 'INVALID_INPUT'],
    ['an end of an entry that is not there', 'post', '/api/register/NOBODY/retirement', { from: '2026-01-01', note: 'x' }, 404, 'NOT_FOUND'],
    ['an end of an entry by a path', 'post', '/api/register/..%2fx/retirement', { from: '2026-01-01', note: 'x' }, 422, 'INVALID_INPUT'],
    ['a wish for a definition that is not there', 'post', '/api/register-requests', { definition: 'nobody', terms, reason: 'x' }, 404, 'NOT_FOUND'],
    ['a decision on a wish that is not there', 'post', `/api/register-requests/${randomUUID()}/decision`, { decision: 'approve', comment: '' }, 404, 'NOT_FOUND'],
    ['a decision on a wish that is none', 'post', '/api/register-requests/1/decision', { decision: 'approve', comment: '' }, 422, 'INVALID_INPUT'],
    ['a pack that is no base64', 'post', '/api/packs/check', { pack: '***' }, 422, 'INVALID_INPUT'],
    ['a pack past what a body may be', 'post', '/api/packs/check', { pack: 'A'.repeat(7 * 1024 * 1024) }, 413, 'BODY_TOO_LARGE'],
    ['a pack of nothing', 'post', '/api/packs/check', { pack: '' }, 422, 'ARCHIVE_UNREADABLE'],
    ['a pack that is a list', 'post', '/api/packs/check', { pack: [] }, 422, 'INVALID_INPUT'],
    ['a guide of Object', 'get', '/api/guides/constructor', null, 404, 'MATTER_NOT_OFFERED'],
    ['a picture by a path', 'get', '/api/guides/..%2f..%2fx/picture', null, 422, 'INVALID_INPUT'],
  ])('%s: %s %s is refused by name', async (_what, method, path, body, status, code) => {
    expect(await told(await (method === 'get' ? everybody.get(path) : everybody.send(method, path, body ?? {})))).toEqual({ status, code });
  });

  test.each([
    ['start', undefined, 'start_process'],
    ['plane', undefined, 'plane_process'],
    ['task', key, 'task_process'],
    ['plain', key, 'plain'],
  ])('a definition may be called as something in its drawing is: %s, from %s', async (own, template, process) => {
    const made = await everybody.send('post', '/api/definitions', { key: own, name: 'x', ...(template === undefined ? {} : { template }) });
    expect([made.status, made.body.code]).toEqual([201, undefined]);
    expect(made.body.draft.xml).toContain(`process id="${process}"`);
    expect(made.body.draft.xml).toContain(`bpmnElement="${process}"`);
  });

  const flow = drawing({ process: 'landed' });
  test.each<readonly [what: string, files: Readonly<Record<string, string | Buffer>>, code: string]>([
    ['no drawing', { 'form.json': JSON.stringify(form) }, 'PACK_INVALID'],
    ['a drawing with a DOCTYPE', { 'flow.bpmn': `<!DOCTYPE x>${flow}` }, 'BPMN_DOCTYPE_FORBIDDEN'],
    ['a form that is no object', { 'flow.bpmn': flow, 'form.json': '[]' }, 'FORM_FILE_INVALID'],
    ['a form nested past all sense', { 'flow.bpmn': flow, 'form.json': JSON.stringify({ ...form, summary: nested(1500) }) }, 'PACK_INVALID'],
    ['a guide nested past every stack', { 'flow.bpmn': flow, 'guide.json': `{"deep":${'['.repeat(20_000)}${']'.repeat(20_000)}}` }, 'PACK_INVALID'],
    ['a guide that no database takes', { 'flow.bpmn': flow, 'guide.json': '{"contact":"a\\u0000b"}' }, 'PACK_INVALID'],
    ['a guide with a broken surrogate', { 'flow.bpmn': flow, 'guide.json': '{"contact":"\\ud800"}' }, 'PACK_INVALID'],
    ['a decision that no database takes', { 'flow.bpmn': flow, 'decisions/a.dmn': 'a\0b' }, 'PACK_INVALID'],
    ['a scenario that is none', { 'flow.bpmn': flow, 'cases/a.json': 'null' }, 'PACK_INVALID'],
    ['a scenario that cannot be read', { 'flow.bpmn': flow, 'cases/a.json': '{"steps":[null]}' }, 'SCENARIO_INVALID'],
    ['a name of Object', { 'flow.bpmn': flow, 'forms/__proto__.json': '{}' }, 'FORM_FILE_INVALID'],
    ['text that is no UTF-8', { 'flow.bpmn': flow, 'guide.json': Buffer.from([0x7b, 0xff, 0x7d]) }, 'PACK_INVALID'],
    ['a file that belongs to no matter', { 'flow.bpmn': flow, 'server/api.ts': 'x' }, 'PACK_INVALID'],
  ])('a signed pack with %s is refused by name, and nothing of it lands', async (_what, files, code) => {
    const landed = await everybody.send('post', '/api/packs', { pack: await packOf(files), key: 'landed', name: 'x', mapping, acceptUnknown: true });
    expect(await told(landed)).toEqual({ status: 422, code });
    expect((await everybody.get('/api/definitions/landed')).status).toBe(404);
  });

  test.each<readonly [what: string, path: string, body: object, others: readonly [number, string | undefined], method?: 'post' | 'delete']>([
    ['make one definition', '/api/definitions', { key: 'raced', name: 'x' }, [409, 'DEFINITION_EXISTS']],
    ['delete one draft', '/api/definitions/raced', { revision: 1 }, [404, 'NOT_FOUND'], 'delete'],
    ['send one draft for review', '/api/definitions/unsent/submission', { note: 'x' }, [200, undefined]],
    ['enter one entry', '/api/register', { terms: { ...terms, code: 'RACED-1' }, note: 'x' }, [201, 'RACED-1']],
  ])('given ten who %s at once, then one is first and the others are told how it stands by then', async (_what, path, body, others, method = 'post') => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => everybody.send(method, path, body)));
    const [first, ...rest] = answers.map(({ status, body: { code } }) => [status, code] as const).toSorted(([a], [b]) => a - b);
    expect([first![0] < 300, rest]).toEqual([true, Array(9).fill([...others])]);
  });

  test('given a decision model nested past every stack, when the draft is checked, then it is a problem of the file', async () => {
    const deep = `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`;
    const { status, body } = await everybody.send('post', `${at}/check`, { xml: drawing(), parts: { decisions: { deep, empty: '', object: '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="x" name="constructor" namespace="__proto__"><decision id="constructor" name="constructor"/></definitions>' } } });
    expect([status, body.code]).toEqual([200, undefined]);
    expect(body.problems).toContainEqual(expect.objectContaining({ code: 'DECISION_FILE_INVALID', params: expect.objectContaining({ name: 'deep' }) }));
  });
});
