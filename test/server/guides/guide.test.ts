import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { seedCalendars, seedMatters } from '../../../server/system/seedCity.ts';
import { root } from '../../support/sources.ts';
import { openTestApp, type Caller, type TestApp } from '../support/openTestApp.ts';
import { review } from '../support/review.ts';

const key = 'open-a-restaurant';
const file = (name: string) => readFileSync(join(root, 'definitions/matters', key, name), 'utf8');

describe('The guide of a matter, public', () => {
  let city: TestApp;
  let designer: Caller;
  let publisher: Caller;

  beforeAll(async () => {
    city = await openTestApp();
    await seedCalendars(city.context);
    await seedMatters(city.context);
    designer = await city.signedIn('designer1', ['designer']);
    publisher = await city.signedIn('publisher1', ['publisher']);
  }, 120_000);
  afterAll(() => city.close());

  const guide = (language = 'zh-CN') => request(city.app).get(`/api/guides/${key}`).set('Accept-Language', language);

  test('given nobody is signed in, when the guide is read, then it says what the published version says, in both languages', async () => {
    const { status, body } = await guide();
    const form = JSON.parse(file('form.json')) as { materials: { id: string }[] };

    expect(status).toBe(200);
    expect(body).toMatchObject({ name: '开办餐饮店', version: 1, leadDepartment: { id: 'marketRegulation', name: '市场监督管理局' } });
    expect(body.materials.map(({ id }: { id: string }) => id)).toEqual(form.materials.map(({ id }) => id));
    expect(body.steps.length).toBeGreaterThan(5);
    expect((await guide('en')).body.leadDepartment.name).toMatch(/Market/);
  });

  test('given a new version with another limit of a step, material and contact, when it is published, then the guide says it; while it is a draft, it does not', async () => {
    const before = (await guide()).body;
    const draft = (await designer.get(`/api/definitions/${key}`)).body.draft;
    const form = JSON.parse(file('form.json')) as { materials: object[] };
    const xml = (draft.xml as string).replace('gov:limitAmount="3"', 'gov:limitAmount="2"');
    expect(xml).not.toBe(draft.xml);
    const saved = await designer.send('put', `/api/definitions/${key}/draft`, { revision: draft.revision, xml, form: { ...form, materials: [...form.materials, { id: 'plan', name: '店内平面图', required: true }] }, parts: { guide: { contact: '市民服务中心 12345', fees: '不收费' } } });
    expect(saved.status).toBe(200);
    expect((await guide()).body).toEqual(before);

    const submitted = await designer.send('post', `/api/definitions/${key}/submission`, { note: '改时限' });
    expect({ status: submitted.status, code: submitted.body.code }).toEqual({ status: 200 });
    expect((await review(publisher, key)).status).toBe(200);

    const after = (await guide()).body;
    expect(after).toMatchObject({ version: 2, words: { contact: '市民服务中心 12345', fees: '不收费', conditions: null } });
    expect(after.materials.at(-1)).toMatchObject({ id: 'plan', name: '店内平面图', required: true });
    const ofThree = ({ steps }: { steps: { limit: { amount: number } | null }[] }) => steps.filter(({ limit }) => limit?.amount === 3).length;
    expect(ofThree(after)).toBe(ofThree(before) - 1);
    expect(after.hash).not.toBe(before.hash);
  });

  test('given the picture is asked for, then it is an SVG of the version that runs; of an unknown matter there is neither', async () => {
    const { status, headers, body } = await request(city.app).get(`/api/guides/${key}/picture`);

    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^image\/svg\+xml/);
    expect((body as Buffer).toString('utf8')).toContain('营业执照');
    expect((await request(city.app).get('/api/guides/no-such-matter')).body).toMatchObject({ code: 'MATTER_NOT_OFFERED' });
  });
});
