import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ZipFile } from 'yazl';
import { loadCalendarYears } from '../../../definitions/calendars/load.ts';
import type { CalendarYear } from '../../../engine/clock/mergeYears.ts';
import { readMatterFolder } from '../../../definitions/matters/matterFolder.ts';
import type { Drawn } from '../../../engine/drawn.ts';
import { readDmn } from '../../../engine/decisions/read.ts';
import { scenarioLimits } from '../../../server/catalog/scenarioLimits.ts';
import { codesIn, withCodes } from '../../../server/packs/codesIn.ts';
import { readArchive } from '../../../server/packs/readArchive.ts';
import { writePack } from '../../../server/packs/writePack.ts';
import { fingerprintOf, publicKeyOf, signBytes, signingKey } from '../../../server/packs/signing.ts';
import { trustedKeysFile } from '../../../server/packs/trustedKeys.ts';
import { deriveMasterKey } from '../../../server/personal/masterKey.ts';
import { seedCalendars, seedMatters } from '../../../server/system/seedCity.ts';
import { loadOrganisation } from '../../../definitions/organisation/load.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';

const key = 'joint-utility-connection';
const foreign = signingKey(deriveMasterKey(Buffer.alloc(32, 9)));
const about = { key, name: '联合报装', version: null, contentHash: null };

describe('A matter as one signed file', () => {
  let city: TestApp;
  let designer: Caller;
  let exported: Buffer;

  beforeAll(async () => {
    city = await openTestApp();
    await seedCalendars(city.context);
    await seedMatters(city.context);
    designer = await city.signedIn('designer1', ['designer']);
    exported = (await designer.get(`/api/definitions/${key}/pack`).buffer(true).parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => void chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    })).body as Buffer;
  }, 180_000);
  afterAll(() => city.close());

  const inspect = (pack: Buffer) => designer.send('post', '/api/packs/check', { pack: pack.toString('base64') });
  const land = (pack: Buffer, under: string, mapping: object = { departments: {}, items: {}, register: null }, acceptUnknown = true) => designer.send('post', '/api/packs', { pack: pack.toString('base64'), key: under, name: under, mapping, acceptUnknown });
  async function changed(pack: Buffer, change: (files: Map<string, Buffer>) => void): Promise<Buffer> {
    const files = await readArchive(pack);
    change(files);
    const zip = new ZipFile();
    for (const [path, content] of files) zip.addBuffer(content, path);
    zip.end();
    const chunks: Buffer[] = [];
    for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  test('given a published matter, when it is exported, inspected and imported, then its scenarios ran and the draft is equal to what was published', async () => {
    expect((await inspect(exported)).body).toMatchObject({ key, version: 1, trust: 'own', calendars: [], unknown: { departments: [], items: [], register: null }, scenarios: ['demo', 'silent-department', 'under-way'] });
    const landed = await land(exported, 'utility-again', undefined, false);
    expect(landed.status).toBe(201);
    const { body } = await designer.get(`/api/definitions/${key}/versions/1`);
    expect([landed.body.draft.xml, landed.body.draft.form, landed.body.draft.parts]).toEqual([body.xml, body.form, body.parts]);
  }, 60_000);

  test.each([
    ['a file changed', (files: Map<string, Buffer>) => files.set('flow.bpmn', Buffer.from('<x/>')), 'PACK_HASH_MISMATCH'],
    ['a file more', (files: Map<string, Buffer>) => files.set('forms/more.json', Buffer.from('{}')), 'PACK_HASH_MISMATCH'],
    ['a file less', (files: Map<string, Buffer>) => void files.delete('form.json'), 'PACK_HASH_MISMATCH'],
    ['the manifest changed', (files: Map<string, Buffer>) => files.set('manifest.json', Buffer.from(files.get('manifest.json')!.toString().replace('"version": 1', '"version": 2'))), 'PACK_SIGNATURE_INVALID'],
    ['no signature', (files: Map<string, Buffer>) => void files.delete('signature.json'), 'PACK_INVALID'],
    ['a signature of something else', (files: Map<string, Buffer>) => files.set('signature.json', Buffer.from(JSON.stringify({ ...JSON.parse(files.get('signature.json')!.toString()), signature: Buffer.alloc(64).toString('base64') }))), 'PACK_SIGNATURE_INVALID'],
  ])('given %s, when it is inspected, then it is refused', async (_, change, code) => {
    expect((await inspect(await changed(exported, change))).body.code).toBe(code);
  });

  test('given a pack of another city, when its departments and items are unknown here, then they are mapped first, everywhere they stand', async () => {
    const own = readMatterFolder(key);
    const theirs = await withCodes(own, { departments: { power: 'gridCompany' }, items: { 'SAMPLE-POWER': 'GRID-1' }, register: 'THEIRS-1' });
    const pack = await writePack(foreign, about, theirs);
    const told = (await inspect(pack)).body;
    expect(told).toMatchObject({ trust: 'unknown', signedBy: null, unknown: { items: ['GRID-1'], register: 'THEIRS-1' } });
    expect((await land(pack, 'theirs')).body).toMatchObject({ code: 'PACK_UNMAPPED', detail: '请先为这些编码选择本市的对应项：gridCompany、GRID-1。' });
    expect((await land(pack, 'theirs').set('Accept-Language', 'en')).body.detail).toBe('Choose the city\'s own for these codes first: gridCompany, GRID-1.');

    const landed = await land(pack, 'theirs', { departments: { gridCompany: 'power' }, items: { 'GRID-1': 'SAMPLE-POWER' }, register: 'SAMPLE-YJS-UTILITY' });
    expect([landed.status, landed.body.code]).toEqual([201, undefined]);
    const { departments } = loadOrganisation();
    const known = { departments: departments.map(({ id }) => id) };
    expect(await codesIn({ ...landed.body.draft }, known)).toEqual(await codesIn(own, known));
    expect([landed.body.draft.form, landed.body.draft.parts.scenarios]).toEqual([own.form, own.parts.scenarios]);
  }, 60_000);

  test('given a pack whose manifest says nothing of its codes, when it would land, then those its matter names are mapped all the same', async () => {
    const theirs = await withCodes(readMatterFolder(key), { departments: { power: 'gridCompany' }, items: { 'SAMPLE-POWER': 'GRID-1' }, register: null });
    const pack = await changed(await writePack(foreign, about, theirs), (files) => {
      const manifest = Buffer.from(JSON.stringify({ ...JSON.parse(files.get('manifest.json')!.toString()), names: { departments: {}, items: {}, register: null } }));
      files.set('manifest.json', manifest);
      files.set('signature.json', Buffer.from(JSON.stringify({ algorithm: 'Ed25519', publicKey: publicKeyOf(foreign), signature: signBytes(foreign, manifest) })));
    });
    expect((await inspect(pack)).body.unknown).toMatchObject({ departments: ['gridCompany'], items: ['GRID-1'] });
    expect((await land(pack, 'silent')).body.code).toBe('PACK_UNMAPPED');
  }, 60_000);

  test('given a pack with a register code that is unknown here, when it lands, then it is a draft; the register is asked for when it is submitted (SC-21)', async () => {
    const pack = await writePack(foreign, about, await withCodes(readMatterFolder(key), { departments: {}, items: {}, register: 'THEIRS-2' }));
    const landed = await land(pack, 'unregistered');
    expect([landed.status, landed.body.code]).toEqual([201, undefined]);
    const submitted = await designer.send('post', '/api/definitions/unregistered/submission', { note: 'n' });
    expect([submitted.status, JSON.stringify(submitted.body.details)]).toEqual([422, expect.stringContaining('REGISTER_CODE_UNKNOWN')]);
  }, 60_000);

  test('given a pack that asks a connector which is unknown here, when it lands, then it is a draft in which that is put right before it is submitted', async () => {
    const own = readMatterFolder('open-a-restaurant');
    const pack = await writePack(foreign, about, { ...own, xml: own.xml.replace('gov:connector="licence-check"', 'gov:connector="their-check"') });
    const landed = await land(pack, 'their-restaurant');
    expect([landed.status, landed.body.code]).toEqual([201, undefined]);
    const submitted = await designer.send('post', '/api/definitions/their-restaurant/submission', { note: 'n' });
    expect([submitted.status, JSON.stringify(submitted.body.details)]).toEqual([422, expect.stringContaining('their-check')]);
  }, 60_000);

  test('given a pack whose scenario fails here, when it would land, then it is refused and nothing is made', async () => {
    const own = readMatterFolder(key);
    const demo = own.parts.scenarios['demo'] as { expect: object };
    const pack = await writePack(foreign, about, { ...own, parts: { ...own.parts, scenarios: { demo: { ...demo, expect: { ...demo.expect, status: 'cancelled' } } } } });
    expect((await land(pack, 'failing')).body.code).toBe('SCENARIO_FAILS');
    expect((await designer.get('/api/definitions/failing')).status).toBe(404);
  }, 60_000);

  test('given a pack with more in its scenarios than a definition keeps, when it is inspected, then it is refused', async () => {
    const own = readMatterFolder('open-a-restaurant');
    const pack = await writePack(foreign, about, { ...own, parts: { ...own.parts, scenarios: { long: { steps: Array.from({ length: scenarioLimits.events + 1 }, (_, number) => ({ note: String((number * 2_654_435_761) % 4_294_967_296) })) } } } });
    expect((await inspect(pack)).body.code).toBe('SCENARIOS_TOO_LONG');
  });

  test('given a key that is on no list, when its pack would land, then somebody has to say yes to it; on the list it is trusted by name', async () => {
    const pack = await writePack(foreign, about, readMatterFolder('joint-visit'));
    const list = join(city.context.config.dataDir, trustedKeysFile);
    expect((await land(pack, 'visit-unknown', undefined, false)).body).toMatchObject({ code: 'PACK_SIGNER_UNKNOWN', details: { fingerprint: fingerprintOf(publicKeyOf(foreign)) } });

    mkdirSync(city.context.config.dataDir, { recursive: true });
    writeFileSync(list, `# cities we know\nnonsense 某地\n${publicKeyOf(foreign)}  邻市 政数局 # told by phone\n`);
    expect((await inspect(pack)).body).toMatchObject({ trust: 'trusted', signedBy: '邻市 政数局', publicKey: publicKeyOf(foreign) });
    expect((await land(pack, 'visit-trusted', undefined, false)).status).toBe(201);

    writeFileSync(list, `# ${publicKeyOf(foreign)} 邻市\n${publicKeyOf(foreign)}\n`);
    expect((await inspect(pack)).body).toMatchObject({ trust: 'unknown', signedBy: null });
    rmSync(list);
  }, 60_000);

  test('given a pack that counts by other days, when it is inspected, then the years that differ or are missing here are told; the same days under another version are no difference', async () => {
    const [first, second, third] = loadCalendarYears() as [CalendarYear, CalendarYear, CalendarYear];
    const years = [{ ...first, version: 'own-2024.7' }, { ...second, workDays: second.workDays.slice(1), restDays: second.restDays.slice(1) }, third, { ...third, version: 'cn-2031.1', year: 2031 }];
    const { calendars } = (await inspect(await writePack(foreign, about, readMatterFolder('joint-visit'), years))).body;

    expect(calendars).toEqual([
      { year: 2025, theirs: second.version, ours: second.version, worksThere: [second.restDays[0]], worksHere: [second.workDays[0]] },
      { year: 2031, theirs: 'cn-2031.1', ours: null, worksThere: [], worksHere: [] },
    ]);
  });

  test('given a calendar in a pack that is none, when it is inspected, then it is refused', async () => {
    const odd = { ...loadCalendarYears()[0]!, restDays: ['some day'] };
    expect((await inspect(await writePack(foreign, about, readMatterFolder('joint-visit'), [odd]))).body).toMatchObject({ code: 'PACK_INVALID' });
  });

  test('given the same content, when it is packed twice, then the bytes are the same', async () => {
    const own = readMatterFolder('open-a-restaurant');
    expect((await writePack(foreign, about, own)).equals(await writePack(foreign, about, own))).toBe(true);
  });
});

describe('A matter with other codes', () => {
  const dmn = (code: string) => `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="&quot;power&quot; &amp; more" namespace="x"><decision id="power" name="power"><variable id="v" name="power" typeRef="string"/><literalExpression id="e"><text>if a &lt; 2 then "${code}" else "constructor"</text></literalExpression></decision></definitions>`;
  const content = {
    xml: readMatterFolder('open-a-restaurant').xml,
    form: { situations: [], form: { sections: [{ fields: [{ name: 'power', label: 'constructor', type: 'choice', when: 'power = "power" or power = "constructor"', options: [{ value: 'power', label: '电' }] }] }] }, items: [{ id: 'I-1', department: 'power' }, { id: 'power' }] },
    parts: { stepForms: {}, decisions: { power: dmn('power'), other: dmn('nobody') }, guide: {}, scenarios: { one: { start: { situations: {}, form: { power: 'power', kind: 'power', note: 'constructor' } }, steps: [{ complete: 'power', by: 'power-1', variables: { power: ['power'] } }, { standin: { department: 'power', operation: 'power', mode: 'ok' } }] } } },
  };

  test('given names inside the matter that read like a code, when codes are mapped, then only what means the code changes, answers and options alike', async () => {
    const { form, parts } = await withCodes(content, { departments: { power: 'energy' }, items: { 'I-1': 'E-1' }, register: null });
    expect(form).toEqual({ situations: [], form: { sections: [{ fields: [{ name: 'power', label: 'constructor', type: 'choice', when: 'power = "energy" or power = "constructor"', options: [{ value: 'energy', label: '电' }] }] }] }, items: [{ id: 'E-1', department: 'energy' }, { id: 'power' }] });
    expect(parts.scenarios).toEqual({ one: { start: { situations: {}, form: { power: 'energy', kind: 'energy', note: 'constructor' } }, steps: [{ complete: 'power', by: 'energy-1', variables: { power: ['energy'] } }, { standin: { department: 'energy', operation: 'power', mode: 'ok' } }] } });
  });

  test('given decision models, when codes are mapped, then expressions alone change, and a model that has none of the codes stays as written', async () => {
    const { decisions } = (await withCodes(content, { departments: { power: 'energy' }, items: {}, register: null })).parts;
    const { definitions, warnings } = await readDmn(decisions['power']!);
    const [decision] = definitions.get('drgElement') as Drawn[];
    expect([warnings, definitions.name, decision!.id, decision!.name, (decision!.get('variable') as { name: string }).name, (decision!.get('decisionLogic') as { text: string }).text])
      .toEqual([[], '"power" & more', 'power', 'power', 'power', 'if a < 2 then "energy" else "constructor"']);
    expect(decisions['other']).toBe(dmn('nobody'));
  });
});
