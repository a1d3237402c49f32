import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DefinitionVersion } from '../../../server/catalog/DefinitionVersion.ts';
import { findVersion } from '../../../server/catalog/findDefinition.ts';
import { saveDraft } from '../../../server/catalog/saveDraft.ts';
import { submitDraft } from '../../../server/catalog/submitDraft.ts';
import { databases } from '../support/databases.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';
import { review } from '../support/review.ts';
import { drawing } from './drawings.ts';

describe.each(databases)('The catalog on $database', ({ url }) => {
  let city: TestApp;
  let designer: Caller;
  let second: Caller;
  let publisher: Caller;
  let both: Caller;

  beforeAll(async () => {
    city = await openTestApp({ config: { databaseUrl: await url() } });
    designer = await city.signedIn('designer1', ['designer']);
    second = await city.signedIn('designer2', ['designer']);
    publisher = await city.signedIn('publisher1', ['publisher']);
    both = await city.signedIn('both1', ['designer', 'publisher']);
  }, 120_000);
  afterAll(() => city.close());

  let made = 0;
  async function definition(xml = drawing({ process: `flow${made + 1}` })): Promise<string> {
    made += 1;
    const key = `flow-${made}`;
    expect((await designer.send('post', '/api/definitions', { key, name: `流程${made}` })).status).toBe(201);
    expect((await designer.send('put', `/api/definitions/${key}/draft`, { xml, revision: 1 })).status).toBe(200);
    return key;
  }

  async function published(xml?: string): Promise<string> {
    const key = await definition(xml);
    expect((await designer.send('post', `/api/definitions/${key}/submission`, { note: 'first' })).status).toBe(200);
    expect((await review(publisher, key, { comment: 'good' })).status).toBe(200);
    return key;
  }

  test('a draft is made, saved, submitted, published by a second person and read back whole', async () => {
    const key = await published();
    const { body } = await designer.get(`/api/definitions/${key}`);
    expect(body).toMatchObject({ state: 'published', version: 1, draft: { revision: 2 }, submission: null, versions: [{ version: 1, submittedBy: 'designer1', publishedBy: 'publisher1', note: 'first' }] });
    const version = await publisher.get(`/api/definitions/${key}/versions/1`);
    expect(version.body.program.processes[version.body.program.main].nodes.map(({ id }: { id: string }) => id)).toEqual(['start', 'task', 'end']);
    expect(version.body.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('B-38 who submitted is refused as publisher, and nothing is published', async () => {
    const key = await definition();
    await both.send('post', `/api/definitions/${key}/submission`, { note: '' });
    const own = await review(both, key);
    expect([own.status, own.body.code]).toEqual([403, 'SOD_SELF_APPROVAL']);
    expect((await designer.get(`/api/definitions/${key}`)).body).toMatchObject({ state: 'submitted', version: null, versions: [] });
  });

  test('C-10 B-35 two designers save the same revision: one is kept, the other is told whose and loses nothing', async () => {
    const key = await definition();
    const mine = drawing({ task: 'name2="mine"' });
    const theirs = drawing({ task: 'name2="theirs"' });
    const [first, other] = await Promise.all([
      designer.send('put', `/api/definitions/${key}/draft`, { xml: mine, revision: 2 }),
      second.send('put', `/api/definitions/${key}/draft`, { xml: theirs, revision: 2 }),
    ]);
    const [winner, loser] = first.status === 200 ? [mine, other] : [theirs, first];
    expect([first.status, other.status].toSorted()).toEqual([200, 409]);
    expect(loser.body).toMatchObject({ code: 'VERSION_CONFLICT', details: { revision: 3, xml: winner } });
    expect((await designer.get(`/api/definitions/${key}`)).body.draft).toMatchObject({ xml: winner, revision: 3 });
  });

  test('what is submitted is frozen: until it is taken back, sent back or published its draft is neither saved nor brought back from an earlier save or version', async () => {
    const key = await published(drawing({ process: 'frozen' }));
    const save = (days: number, revision: number) => designer.send('put', `/api/definitions/${key}/draft`, { xml: drawing({ process: 'frozen', task: `gov:limitAmount="${days}"` }), revision });
    const send = async () => (await designer.send('post', `/api/definitions/${key}/submission`, { note: '' }).expect(200)).body.submission.id as string;
    await save(9, 2).expect(200);
    const withdrawn = await send();

    const writes = [save(10, 3), designer.send('post', `/api/definitions/${key}/saves/2/restoration`, { from: 3 }), designer.send('post', `/api/definitions/${key}/rollback`, { version: 1, from: 3, note: '回到第一版' })];
    for (const { status, body } of await Promise.all(writes)) expect([status, body.code]).toEqual([409, 'DRAFT_IN_REVIEW']);
    const withdraw = (submission: string) => designer.send('delete', `/api/definitions/${key}/submission`, { submission });
    expect((await withdraw(withdrawn)).body).toMatchObject({ state: 'draft', submission: null, rejection: null, draft: { revision: 3 } });
    expect((await withdraw(withdrawn)).body.code).toBe('NOTHING_SUBMITTED');
    expect((await review(publisher, key)).body.code).toBe('NOTHING_SUBMITTED');

    await save(10, 3).expect(200);
    await send();
    expect((await withdraw(withdrawn)).body.code).toBe('SUBMISSION_CHANGED');
    await review(publisher, key, { decision: 'reject', comment: '再改' });
    await save(11, 4).expect(200);
    // What the publisher said still holds when the answer to it has been taken back.
    const taken = await send();
    expect((await withdraw(taken)).body.rejection).toMatchObject({ by: 'publisher1', comment: '再改' });
    expect(city.logged.some((line) => line.includes('"submission withdrawn"') && line.includes(taken))).toBe(true);
    await send();
    expect((await review(publisher, key)).body).toMatchObject({ version: 2, state: 'published' });
    await save(12, 5).expect(200);
    expect((await designer.get(`/api/definitions/${key}/versions/2`)).body.xml).toBe(drawing({ process: 'frozen', task: 'gov:limitAmount="11"' }));
  });

  test('given a submission that is not yet stored, when somebody saves at the same moment, then the save waits and finds the draft in review', async () => {
    const key = await definition();
    const now = '2026-03-02T01:00:00.000Z';
    let save: Promise<unknown> = Promise.resolve();
    await city.orm.em.fork().transactional(async (em) => {
      await submitDraft(em, 'designer1', now, { key, note: '' });
      save = city.orm.em.fork().transactional((other) => saveDraft(other, 'designer2', now, { key, revision: 2, form: null })).then(() => 'saved', ({ code }: { code: string }) => code);
      // Time enough for a save that does not wait.
      await Promise.race([save, setTimeout(300)]);
    });

    expect(await save).toBe('DRAFT_IN_REVIEW');
    expect((await designer.get(`/api/definitions/${key}`)).body).toMatchObject({ state: 'submitted', draft: { revision: 2 }, submission: { revision: 2 } });
  });

  test('the next submission says what changed since the published version', async () => {
    const key = await published(drawing({ process: 'changing' }));
    await designer.send('put', `/api/definitions/${key}/draft`, { xml: drawing({ process: 'changing', task: 'gov:department="power" gov:role="approver"' }), revision: 2 });
    const { body } = await designer.send('post', `/api/definitions/${key}/submission`, { note: 'other department' });
    expect(body.submission.changes).toEqual([
      { part: 'flow', kind: 'changed', elementId: 'task', elementType: 'bpmn:UserTask', name: '审核', field: 'gov:department', before: 'housing', after: 'power' },
    ]);
  });

  test('given a draft that is what is published already, when it is sent for review, then it is refused and the check says of which version; a change, a called flow of a newer version and a newest version that starts nothing let it through', async () => {
    const key = await published(drawing({ process: 'same' }));
    const submit = (of = key, body = {}) => designer.send('post', `/api/definitions/${of}/submission`, { note: 'n', ...body });
    const save = async (of: string, xml: string) => designer.send('put', `/api/definitions/${of}/draft`, { xml, revision: (await designer.get(`/api/definitions/${of}`)).body.draft.revision }).expect(200);
    const checked = async (of: string, xml: string) => (await designer.send('post', `/api/definitions/${of}/check`, { xml, compare: true })).body.publishedAs as number | null;
    const refused = { status: 409, code: 'NOTHING_CHANGED', details: { version: 1 } };

    expect((await submit()).body).toMatchObject(refused);
    expect((await submit(key, { effectiveOn: '2099-01-01' })).body).toMatchObject(refused);
    // A change taken back leaves the same drawing, though written in another way.
    const rewritten = drawing({ process: 'same' }).replaceAll('><', '>\n<').replaceAll('" />', '"/>');
    await save(key, rewritten);
    expect((await submit()).body).toMatchObject(refused);
    const changed = drawing({ process: 'same', task: 'gov:department="power" gov:role="approver"' });
    expect([await checked(key, rewritten), await checked(key, changed)]).toEqual([1, null]);
    await save(key, changed);
    expect((await submit()).status).toBe(200);
    expect((await review(publisher, key)).status).toBe(200);

    const calling = (process: string) => `<bpmn:callActivity id="call" calledElement="${process}"><bpmn:extensionElements><zeebe:calledElement processId="${process}" /></bpmn:extensionElements></bpmn:callActivity>`;
    const caller = await published(drawing({ process: 'callsSame', extra: calling('same') }).replace('targetRef="end"', 'targetRef="call"').replace('<bpmn:endEvent id="end">', '<bpmn:sequenceFlow id="last" sourceRef="call" targetRef="end" /><bpmn:endEvent id="end">').replaceAll(/<bpmn:(incoming|outgoing)>\w+<\/bpmn:\1>/g, ''));
    expect((await submit(caller)).body.code).toBe('NOTHING_CHANGED');
    await save(key, drawing({ process: 'same', task: 'gov:limitAmount="4"' }));
    await submit();
    await review(publisher, key);
    expect((await submit(caller)).status).toBe(200);
    // Forms of the called flow alone: its program is the same, yet the caller shall have them.
    expect((await review(publisher, caller)).status).toBe(200);
    expect((await submit(caller)).body.code).toBe('NOTHING_CHANGED');
    const { revision } = (await designer.get(`/api/definitions/${key}`)).body.draft as { revision: number };
    await designer.send('put', `/api/definitions/${key}/draft`, { revision, parts: { stepForms: { opinion: { title: '意见', sections: [{ title: '意见', fields: [{ name: 'noise', label: '噪声', type: 'number' }] }] } } } }).expect(200);
    await submit();
    expect((await review(publisher, key)).status).toBe(200);
    expect((await submit(caller)).status).toBe(200);

    await publisher.send('post', `/api/definitions/${key}/retirement`, { version: 4, reason: '有误' }).expect(200);
    expect((await submit()).status).toBe(200);
  });

  test('given a version that waits for its day, when the same draft is sent for an earlier day, then it may be; for that day or a later one it is refused', async () => {
    const key = await published(drawing({ process: 'sameLater' }));
    await designer.send('put', `/api/definitions/${key}/draft`, { xml: drawing({ process: 'sameLater', task: 'gov:limitAmount="2"' }), revision: 2 }).expect(200);
    const submit = async (effectiveOn: string) => (await designer.send('post', `/api/definitions/${key}/submission`, { note: 'n', effectiveOn })).body.code as string | undefined;
    await submit('2098-01-05');
    expect((await review(publisher, key)).status).toBe(200);

    expect([await submit('2098-01-05'), await submit('2098-02-01'), await submit('2098-01-04')]).toEqual(['NOTHING_CHANGED', 'NOTHING_CHANGED', undefined]);
  });

  test('a drawing without errors has none', async () => {
    const key = await definition();
    const check = await designer.send('post', `/api/definitions/${key}/check`, { xml: drawing() });
    expect(check.body.problems.filter(({ severity }: { severity: string }) => severity === 'error')).toEqual([]);
  });

  test.each([
    ['B-06 a reference that the reader warns of', drawing().replace('sourceRef="task" targetRef="end"', 'sourceRef="task" targetRef="nowhere"')],
    ['B-18 an element that is not supported', drawing({ extra: '<bpmn:complexGateway id="odd" />' })],
    ['B-27 a call of a flow that is not published', drawing({ extra: '<bpmn:callActivity id="call" calledElement="nobody"><bpmn:extensionElements><zeebe:calledElement processId="nobody" /></bpmn:extensionElements></bpmn:callActivity>' })],
  ])('%s may be saved as a draft, is named, and is not published', async (_, xml) => {
    const key = await definition(xml);
    const { body } = await designer.send('post', `/api/definitions/${key}/check`, { xml });
    expect(body.problems.filter(({ severity }: { severity: string }) => severity === 'error').length).toBeGreaterThan(0);
    const refused = await designer.send('post', `/api/definitions/${key}/submission`, { note: '' });
    expect([refused.status, refused.body.code]).toEqual([422, 'DEFINITION_HAS_PROBLEMS']);
    expect(refused.body.details.problems).toEqual(body.problems);
    expect((await designer.get(`/api/definitions/${key}`)).body).toMatchObject({ state: 'draft', version: null });
  });

  test('a rejected submission goes back with its comment', async () => {
    const key = await definition();
    await designer.send('post', `/api/definitions/${key}/submission`, { note: '' });
    const { body } = await review(publisher, key, { decision: 'reject', comment: '时限依据不全' });
    expect(body).toMatchObject({ state: 'draft', version: null, submission: null, rejection: { by: 'publisher1', comment: '时限依据不全' } });
    const again = await review(publisher, key);
    expect(again.body.code).toBe('NOTHING_SUBMITTED');
  });

  test('given a submission that somebody looks at while a newer one is sent, then what was not looked at is neither published nor sent back', async () => {
    const key = await definition();
    const submit = async () => (await designer.send('post', `/api/definitions/${key}/submission`, { note: '' })).body.submission.id as string;
    const seen = await submit();
    const sent = await submit();
    for (const decision of ['publish', 'reject']) {
      const refused = await publisher.send('post', `/api/definitions/${key}/review`, { decision, comment: '看过', submission: seen });
      expect([refused.status, refused.body.code]).toEqual([409, 'SUBMISSION_CHANGED']);
    }
    expect((await publisher.send('post', `/api/definitions/${key}/review`, { decision: 'publish', submission: sent })).body).toMatchObject({ version: 1, submission: null });
  });

  test('given somebody who saves while another looks at what is to be sent, then it is not sent, and the newer draft comes back', async () => {
    const key = await definition();
    const { revision, xml } = (await designer.get(`/api/definitions/${key}`)).body.draft;
    await designer.send('put', `/api/definitions/${key}/draft`, { xml: xml.replace('limitAmount="1"', 'limitAmount="2"'), revision }).expect(200);
    const refused = await designer.send('post', `/api/definitions/${key}/submission`, { note: '', revision });
    expect([refused.status, refused.body.code, refused.body.details.revision]).toEqual([409, 'VERSION_CONFLICT', revision + 1]);
    expect((await designer.send('post', `/api/definitions/${key}/submission`, { note: '', revision: revision + 1 })).body.submission.revision).toBe(revision + 1);
  });

  test('B-36 publishing twice makes one version: the same key the same reply, another key nothing to publish', async () => {
    const key = await definition();
    const { id: submission } = (await designer.send('post', `/api/definitions/${key}/submission`, { note: '' })).body.submission as { id: string };
    const once = randomUUID();
    const publish = (use: string) => publisher.send('post', `/api/definitions/${key}/review`, { decision: 'publish', comment: '', submission }, use);
    const replies = await Promise.all([once, once, randomUUID()].map(publish));
    const again = await publish(once);
    expect(replies.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect(again.status === 200 || again.body.code === 'NOTHING_SUBMITTED').toBe(true);
    expect((await designer.get(`/api/definitions/${key}`)).body.versions).toHaveLength(1);
  });

  test('B-27 a called process is pinned to the version that was published then', async () => {
    const called = await published(drawing({ process: 'visit' }));
    const caller = await published(drawing({ process: 'caller', extra: '<bpmn:callActivity id="call" calledElement="visit"><bpmn:extensionElements><zeebe:calledElement processId="visit" /></bpmn:extensionElements></bpmn:callActivity>' }).replace('targetRef="end"', 'targetRef="call"').replace('<bpmn:endEvent id="end">', '<bpmn:sequenceFlow id="last" sourceRef="call" targetRef="end" /><bpmn:endEvent id="end">').replaceAll('<bpmn:incoming>toEnd</bpmn:incoming>', '').replaceAll(/<bpmn:(incoming|outgoing)>\w+<\/bpmn:\1>/g, ''));
    const before = (await designer.get(`/api/definitions/${caller}/versions/1`)).body;
    const callee = (await designer.get(`/api/definitions/${called}/versions/1`)).body;
    expect(before.pins).toEqual({ visit: { key: called, version: 1, contentHash: callee.hash } });
    expect(Object.keys(before.program.processes).toSorted()).toEqual(['caller', 'visit']);

    await designer.send('put', `/api/definitions/${called}/draft`, { xml: drawing({ process: 'visit', task: 'gov:limitAmount="1"' }), revision: 2 });
    await designer.send('post', `/api/definitions/${called}/submission`, { note: '' });
    await review(publisher, called);

    expect((await designer.get(`/api/definitions/${caller}/versions/1`)).body).toEqual(before);
  });

  test.each([
    ['update definition_versions set note = ? where key = ?'],
    ['update definition_versions set xml = xml || ? where key = ?'],
    ['delete from definition_versions where note <> ? and key = ?'],
  ])('a published version is refused every statement: %s', async (statement) => {
    const key = await published();
    const sql = statement.replaceAll('key', '"key"');
    await expect(city.orm.em.getConnection().execute(sql, ['x', key], 'run')).rejects.toThrow('DEFINITION_IMMUTABLE');
  });

  test('a published version is refused by its own class as well, and no route writes to one', async () => {
    const key = await published();
    const em = city.orm.em.fork();
    (await em.findOneOrFail(DefinitionVersion, { key, version: 1 })).note = 'changed';
    await expect(em.flush()).rejects.toMatchObject({ code: 'DEFINITION_IMMUTABLE' });
    for (const method of ['put', 'post', 'delete'] as const) {
      expect((await publisher.send(method, `/api/definitions/${key}/versions/1`, {})).status).toBeGreaterThanOrEqual(404);
    }
  });

  test('B-37 a version changed behind our back is not used', async () => {
    const key = await published();
    const version = await findVersion(city.orm.em.fork(), key, 1);
    for (const field of ['xml', 'program', 'contentHash'] as const) {
      const tampered = Object.assign(Object.create(DefinitionVersion.prototype) as DefinitionVersion, version, { [field]: field === 'program' ? version.program.replace('audit', 'x').replace('"审核"', '"免审"') : `${version[field]} ` });
      expect(() => tampered.verified()).toThrow('DEFINITION_HASH_MISMATCH');
    }
    expect(version.verified().main).toBe(version.process);
  });

  test('B-37 whoever asks for a changed version is refused, and the log raises an alarm', async () => {
    const key = await published();
    const em = city.orm.em.fork();
    // What an intruder with the database's own rights could do.
    const postgres = city.context.config.databaseUrl !== null;
    for (const sql of postgres
      ? ['alter table definition_versions disable trigger all']
      : ['drop trigger definition_versions_keep_values']) await em.getConnection().execute(sql, [], 'run');
    await em.getConnection().execute('update definition_versions set xml = replace(xml, ?, ?) where "key" = ?', ['审核', '免审', key], 'run');
    const steps = (await import('../../../server/migrations/0002-immutability.ts')).immutability;
    await em.getConnection().execute(postgres ? 'alter table definition_versions enable trigger all' : steps.sqlite[1]!, [], 'run');

    const refused = await publisher.get(`/api/definitions/${key}/versions/1`);

    expect([refused.status, refused.body.code]).toEqual([409, 'DEFINITION_HASH_MISMATCH']);
    expect(city.logged.filter((line) => line.includes('"alarm":"DEFINITION_HASH_MISMATCH"') && line.includes(key))).toHaveLength(1);
  });

  test('B-34 a submission made before another version was published is stale', async () => {
    const key = await published(drawing({ process: 'stale' }));
    await designer.send('put', `/api/definitions/${key}/draft`, { xml: drawing({ process: 'stale', task: 'gov:limitAmount="2"' }), revision: 2 });
    await designer.send('post', `/api/definitions/${key}/submission`, { note: '' });
    await city.orm.em.getConnection().execute('update submissions set base_version = null where definition = ?', [key], 'run');
    const stale = await review(publisher, key);
    expect([stale.status, stale.body.code]).toEqual([409, 'DEFINITION_STALE']);
    expect(stale.body.details.changes).toEqual(expect.arrayContaining([expect.objectContaining({ elementId: 'task', field: 'gov:limitAmount', after: '2' })]));
  });

  test('a copy of a template is a process of its own', async () => {
    const key = await published(drawing({ process: 'template' }));
    const copy = await designer.send('post', '/api/definitions', { key: `${key}-copy`, name: '我的一件事', template: key });
    expect(copy.status).toBe(201);
    expect(copy.body.draft.xml).toContain(`id="${key}-copy" name="我的一件事"`);
    expect(copy.body.draft.xml).not.toContain('"template"');
    expect((await designer.send('post', '/api/definitions', { key, name: 'x' })).body.code).toBe('DEFINITION_EXISTS');
  });

  test('B-01 an upload that the scan refuses changes nothing', async () => {
    const key = await definition();
    const refused = await designer.send('put', `/api/definitions/${key}/draft`, { xml: drawing({ head: '<!DOCTYPE x>' }), revision: 2 });
    expect([refused.status, refused.body.code]).toEqual([422, 'BPMN_DOCTYPE_FORBIDDEN']);
    const large = await designer.send('put', `/api/definitions/${key}/draft`, { xml: 'x'.repeat(6 * 1024 * 1024), revision: 2 });
    expect(large.status).toBe(413);
    expect((await designer.get(`/api/definitions/${key}`)).body.draft.revision).toBe(2);
  });
});
