import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mattersFolder, mattersIn, readMatterFolder, writeMatterFolder } from '../../../definitions/matters/matterFolder.ts';
import { findDefinition } from '../../../server/catalog/findDefinition.ts';
import { exportMatter, importMatter } from '../../../scripts/matters/roundTrip.ts';
import { openTestApp, type TestApp } from '../../server/support/openTestApp.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const root = temporaryFolder('matters');
let folders = 0;
const newFolder = (): string => join(root, String((folders += 1)));
const now = '2026-09-18T01:30:00.000Z';
const key = 'joint-utility-connection';
const bytesIn = (folder: string): Record<string, string> =>
  Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort().map((path) => [path.slice(folder.length), readFileSync(path, 'utf8')]));

describe('matters as files, both ways', () => {
  let city: TestApp;
  beforeAll(async () => {
    city = await openTestApp();
  }, 60_000);
  afterAll(() => city.close());

  test.each(mattersIn())('given the shipped files of %s, when they are imported and exported, then not a byte of them is another', async (matter) => {
    const folder = newFolder();
    cpSync(join(mattersFolder, matter), join(folder, matter), { recursive: true });
    const em = city.orm.em.fork();
    expect(await importMatter(em, matter, folder, now)).toBe('made');
    expect(await exportMatter(em, matter, folder)).toBe('nothing to write');
    expect(bytesIn(join(folder, matter))).toEqual(bytesIn(join(mattersFolder, matter)));
    expect(await importMatter(em, matter, folder, now)).toBe('nothing to save');
  });

  test('given a draft with every part, when it is exported into an empty folder and imported elsewhere, then nothing is lost', async () => {
    const folder = newFolder();
    const { xml, form } = readMatterFolder('open-a-restaurant');
    const whole = { xml, form, parts: { stepForms: { opinion: { id: 'opinion', title: { zh: '意见' }, sections: [] } }, decisions: { risk: '<definitions/>' }, scenarios: { plain: { title: { zh: '一般' } } }, guide: { contact: '12345' } } };
    writeMatterFolder('whole', whole, folder);
    expect(readMatterFolder('whole', folder)).toEqual(whole);
    expect(await importMatter(city.orm.em.fork(), 'whole', folder, now)).toBe('made');
    const { draftXml, draftForm, draftParts } = await findDefinition(city.orm.em.fork(), 'whole');
    expect({ xml: draftXml, form: draftForm, parts: draftParts }).toEqual(whole);
  });

  test('given files with more scenarios than a definition keeps, when they are imported, then they are refused and no draft is made', async () => {
    const folder = newFolder();
    const { xml, form, parts } = readMatterFolder('joint-visit');
    writeMatterFolder('too-many', { xml, form, parts: { ...parts, scenarios: Object.fromEntries(Array.from({ length: 201 }, (_, number) => [`run-${number}`, {}])) } }, folder);
    await expect(importMatter(city.orm.em.fork(), 'too-many', folder, now)).rejects.toMatchObject({ code: 'SCENARIOS_TOO_MANY' });
    await expect(findDefinition(city.orm.em.fork(), 'too-many')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('given a part that is gone, when the draft is exported, then its file goes and files of other kinds stay', () => {
    const folder = newFolder();
    mkdirSync(join(folder, key, 'cases'), { recursive: true });
    writeFileSync(join(folder, key, 'cases', 'old.json'), '{}');
    writeFileSync(join(folder, key, 'README.md'), 'x');
    const { xml, form, parts } = readMatterFolder(key);
    expect(writeMatterFolder(key, { xml, form, parts }, folder)).toEqual(['cases/demo.json', 'cases/old.json', 'cases/silent-department.json', 'cases/under-way.json', 'flow.bpmn', 'form.json']);
    expect(readdirSync(join(folder, key)).sort()).toEqual(['README.md', 'cases', 'flow.bpmn', 'form.json']);
  });

  test('given a changed file, when it is imported, then it is a new save and the one before stays', async () => {
    const folder = newFolder();
    const em = city.orm.em.fork();
    const content = readMatterFolder('joint-visit');
    writeMatterFolder('visit-copy', content, folder);
    await importMatter(em, 'visit-copy', folder, now);
    writeMatterFolder('visit-copy', { ...content, parts: { ...content.parts, guide: { contact: '12345' } } }, folder);
    expect(await importMatter(em, 'visit-copy', folder, now)).toBe('saved as 2');
  });
});
