import { expect, test } from '@jest/globals';
import { typesOfFields } from '../../../engine/forms/fieldTypes.ts';

test('fields tell what they bring; a name of two kinds is of any', () => {
  expect(
    typesOfFields([
      { name: 'who', type: 'text' }, { name: 'area', type: 'number' }, { name: 'fee', type: 'money' }, { name: 'on', type: 'date' }, { name: 'ok', type: 'yesNo' },
      { name: 'kind', type: 'choice', options: [{ value: 'a' }, { value: 'b' }] }, { name: 'level', type: 'choice', options: [{ value: 1 }] }, { name: 'odd', type: 'choice', options: [{ value: 1 }, { value: 'x' }] }, { name: 'open', type: 'choice' },
      { name: 'services', type: 'multi', options: [{ value: 'water' }] }, { name: 'slots', type: 'slots' }, { name: 'other', type: 'new' },
      { name: 'twice', type: 'text' }, { name: 'twice', type: 'number' }, { name: 'again', type: 'text' }, { name: 'again', type: 'longText' },
    ]),
  ).toEqual({
    who: 'text', area: 'number', fee: 'money', on: 'text', ok: 'boolean', kind: 'text', level: 'number', odd: 'any', open: 'any', services: { list: 'text' }, slots: { list: 'text' }, other: 'any', twice: 'any', again: 'text',
  });
});
