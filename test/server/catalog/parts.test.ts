import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scenarioLimits } from '../../../server/catalog/scenarioLimits.ts';
import { findVersion } from '../../../server/catalog/findDefinition.ts';
import { stepFormOfCase } from '../../../server/cases/stepFormOfCase.ts';
import { root } from '../../support/sources.ts';
import { databases } from '../support/databases.ts';
import { enterMatter } from '../support/enterMatter.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';
import { review } from '../support/review.ts';
import { drawing } from './drawings.ts';

const shippedRisk = readFileSync(join(root, 'definitions/decisions/food-premises-risk.dmn'), 'utf8');
const ownRisk = shippedRisk.replaceAll('food-premises-risk', 'own-risk').replace('decisions/food-premises', 'decisions/own');
const form = { title: '现场意见', sections: [{ title: '意见', fields: [{ name: 'noise', label: '噪声', type: 'number' }] }] };

describe.each(databases)('What belongs to a definition beside its drawing, on $database', ({ url }) => {
  let city: TestApp;
  let designer: Caller;
  let publisher: Caller;

  beforeAll(async () => {
    city = await openTestApp({ config: { databaseUrl: await url() } });
    designer = await city.signedIn('designer1', ['designer']);
    publisher = await city.signedIn('publisher1', ['publisher']);
    await enterMatter(city.orm, 'TEST-20', 20);
  }, 120_000);
  afterAll(() => city.close());

  const put = (key: string, body: object) => designer.send('put', `/api/definitions/${key}/draft`, body);

  test('given a draft, when one part is saved, then the drawing and the other parts stay as they are', async () => {
    await designer.send('post', '/api/definitions', { key: 'parts-one', name: '零件' });
    await put('parts-one', { revision: 1, parts: { stepForms: { 'site-opinion': form } } });
    const { body } = await put('parts-one', { revision: 2, parts: { guide: { contact: '窗口 12345' } } });

    expect(body).toMatchObject({ revision: 3, parts: { stepForms: { 'site-opinion': form }, decisions: {}, scenarios: {}, guide: { contact: '窗口 12345' } } });
    expect(body.xml).toContain('parts-one');
  });

  test('given two people with the same draft open, when each saves another part, then the second is told and loses nothing', async () => {
    await designer.send('post', '/api/definitions', { key: 'parts-two', name: '零件' });
    await put('parts-two', { revision: 1, parts: { guide: { contact: '甲' } } });
    const late = await put('parts-two', { revision: 1, form: { situations: [], form: { sections: [] }, materials: [] } });

    expect([late.status, late.body.code]).toEqual([409, 'VERSION_CONFLICT']);
    expect(late.body.details).toMatchObject({ revision: 2, form: null, parts: { guide: { contact: '甲' } } });
  });

  test.each([
    ['a part that does not exist', { pictures: {} }],
    ['a form that is no object', { stepForms: { a: 'text' } }],
    ['a decision that is no text', { decisions: { a: {} } }],
    ['a name with a path in it', { scenarios: { '../a': {} } }],
  ])('%s is refused and nothing is saved', async (_, parts) => {
    const key = `parts-bad-${Math.abs(JSON.stringify(parts).length)}`;
    await designer.send('post', '/api/definitions', { key, name: '零件' });
    const refused = await put(key, { revision: 1, parts });

    expect([refused.status, refused.body.code]).toEqual([422, 'INVALID_INPUT']);
    expect((await designer.get(`/api/definitions/${key}`)).body.draft.revision).toBe(1);
  });

  test.each([
    ['more scenarios than a definition keeps', Object.fromEntries(Array.from({ length: scenarioLimits.scenarios + 1 }, (_, number) => [`run-${number}`, {}])), 'SCENARIOS_TOO_MANY'],
    ['scenarios with too many steps together', { one: { steps: Array(scenarioLimits.events).fill({}) }, other: { steps: [null] } }, 'SCENARIOS_TOO_LONG'],
  ])('%s are refused and nothing is saved', async (_, scenarios, code) => {
    const key = code.toLowerCase().replaceAll('_', '-');
    await designer.send('post', '/api/definitions', { key, name: '零件' });
    const refused = await put(key, { revision: 1, parts: { scenarios } });

    expect([refused.status, refused.body.code]).toEqual([422, code]);
    expect(refused.body.detail).toContain(String(refused.body.details.limit));
    expect((await designer.get(`/api/definitions/${key}`)).body.draft.revision).toBe(1);
  });

  test('given parts of its own, when a version is published, then it is checked with them, carries them, is named by them, and a step of a case gets its own form before the city\'s', async () => {
    const key = 'parts-own';
    const xml = drawing({ process: 'partsOwn', task: 'gov:department="housing" gov:role="approver" gov:form="site-opinion" gov:limitAmount="1" gov:limitUnit="workingDay"', terms: 'gov:registerCode="TEST-20" gov:leadDepartment="housing" gov:limitAmount="20"' });
    await designer.send('post', '/api/definitions', { key, name: '零件' });
    await put(key, { revision: 1, xml });
    const without = await designer.send('post', `/api/definitions/${key}/check`, { xml });
    expect(without.body.problems).toContainEqual(expect.objectContaining({ elementId: 'task', code: 'FORM_UNREGISTERED' }));

    await put(key, { revision: 2, parts: { stepForms: { 'site-opinion': form, conclusion: form }, decisions: { risk: ownRisk } } });
    expect((await designer.send('post', `/api/definitions/${key}/check`, { xml })).body.problems).toEqual([]);
    await designer.send('post', `/api/definitions/${key}/submission`, { note: 'own' });
    await put(key, { revision: 3, parts: { stepForms: {} } });
    expect((await review(publisher, key)).body).toMatchObject({ version: 1 });

    const em = city.orm.em.fork();
    const version = await findVersion(em, key);
    expect(version.parts).toEqual({ stepForms: { 'site-opinion': form, conclusion: form }, decisions: { risk: ownRisk }, scenarios: {}, guide: {} });
    expect(() => version.verified()).not.toThrow();
    const found = { matter: key, definitionVersion: 1 };
    expect(await stepFormOfCase(em, found, 'partsOwn', 'site-opinion')).toEqual({ ...form, id: 'site-opinion' });
    expect((await stepFormOfCase(em, found, 'partsOwn', 'conclusion'))?.title).toBe('现场意见');
    expect((await stepFormOfCase(em, { matter: 'not-there', definitionVersion: 1 }, 'partsOwn', 'conclusion'))?.title).not.toBe('现场意见');
    Object.assign(version, { parts: null });
    expect(() => version.verified()).toThrow('DEFINITION_HASH_MISMATCH');
  });
});
