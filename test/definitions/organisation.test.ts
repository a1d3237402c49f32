import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { loadLadders } from '../../definitions/ladders/load.ts';
import { loadOrganisation } from '../../definitions/organisation/load.ts';
import { seesAll } from '../../server/cases/access.ts';

const { departments, personas, serviceItems } = loadOrganisation();

describe('the demonstration city', () => {
  test('marks the bodies it adds of its own as sample data', () => {
    expect(departments).toHaveLength(19);
    expect(departments.filter(({ sample }) => sample).map(({ id }) => id)).toEqual(['waterCompany', 'gasCompany', 'cableCompany', 'trafficPolice', 'fireRescue']);
  });

  test('every department has a handler and a section chief', () => {
    for (const { id } of departments) {
      expect(personas.filter(({ department, roles }) => department === id && roles.includes('approver')).map((each) => each.id)).toEqual([`${id}-1`, `${id}-chief`]);
    }
  });

  test('every role has somebody, and nobody both designs and publishes', () => {
    expect(new Set(personas.flatMap(({ roles }) => roles))).toEqual(new Set(['designer', 'publisher', 'clerk', 'approver', 'supervisor', 'auditor', 'operator', 'administrator']));
    expect(personas.filter(({ roles }) => roles.includes('designer') && roles.includes('publisher'))).toEqual([]);
  });

  test('somebody who draws sees cases too: one can be made a scenario', () => {
    expect(personas.filter(({ roles }) => roles.includes('designer') && seesAll({ roles })).map(({ id }) => id)).toEqual(['owner1']);
  });

  test('every post that a ladder tells is held by somebody', () => {
    const posts = new Set<string>(personas.flatMap((each) => each.posts));
    const told = Object.values(loadLadders()).flatMap(({ rungs }) => rungs.flatMap(({ to }) => to));

    expect(told.filter((post) => post !== 'leadDepartment' && !posts.has(post))).toEqual([]);
  });

  test('every service item is sample data of a known department', () => {
    expect(serviceItems.every(({ sample, code }) => sample && code.startsWith('SAMPLE-'))).toBe(true);
    expect(serviceItems.filter(({ department }) => !departments.some(({ id }) => id === department))).toEqual([]);
  });
});

describe('organisation files', () => {
  const folders: string[] = [];
  afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

  function changed(file: string, from: string, to: string): string {
    const folder = mkdtempSync(join(tmpdir(), 'organisation-'));
    folders.push(folder);
    cpSync(join(import.meta.dirname, '../../definitions/organisation'), folder, { recursive: true });
    writeFileSync(join(folder, file), readFileSync(join(folder, file), 'utf8').replace(from, to));
    return folder;
  }

  test.each([
    ['a department twice', 'organisation.json', '"id": "power"', '"id": "housing"', 'organisation.json: housing stands twice'],
    ['a persona of an unknown department', 'personas.json', '"department": "power"', '"department": "steam"', 'personas.json: power-1 names the unknown department steam'],
    ['an item of an unknown department', 'service-items.json', '"department": "power"', '"department": "steam"', 'service-items.json: SAMPLE-POWER names the unknown department steam'],
  ])('%s is refused by name', (_, file, from, to, message) => {
    expect(() => loadOrganisation(changed(file, from, to))).toThrow(message);
  });

  test('a bad field is named', () => {
    expect(() => loadOrganisation(changed('service-items.json', '"amount": 14', '"amount": 0.3'))).toThrow(/^service-items\.json: items\.0\.limit\.amount: /);
  });
});
