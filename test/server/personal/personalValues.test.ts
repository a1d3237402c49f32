import { expect, test } from '@jest/globals';
import { CaseKey } from '../../../server/personal/CaseKey.ts';
import { deriveMasterKey } from '../../../server/personal/masterKey.ts';
import { destroyCaseKey, fieldsHolding, holdsPersonal, personalOf, revealPersonal, storePersonal } from '../../../server/personal/personalValues.ts';
import { PersonalValue } from '../../../server/personal/PersonalValue.ts';
import { onBothDatabases } from '../readModel/onBothDatabases.ts';

const master = deriveMasterKey(Buffer.alloc(32, 7));
const now = '2026-09-18T01:30:00.000Z';
const person = { name: '陈 小明', idNumber: '440402199003070010', phones: ['13800000000'] };
const shared = Object.fromEntries(Object.entries(person).map(([field, value]) => [field, { value, sharedWith: field === 'name' ? ['power'] : [] }]));

onBothDatabases((orm) => {
  const store = async (caseNumber: string) => {
    const em = orm().em.fork();
    const commitments = storePersonal(em, master, caseNumber, shared, now);
    await em.flush();
    return commitments;
  };
  const found = async (text: string) => (await orm().em.fork().find(PersonalValue, holdsPersonal(master, text))).map(({ caseNumber }) => caseNumber);

  test('values come back under the case key; rows hold none of them', async () => {
    // when
    await store('P1');

    // then
    expect(await personalOf(orm().em.fork(), master, 'P1')).toEqual(person);
    const stored = JSON.stringify(await orm().em.fork().find(PersonalValue, { caseNumber: 'P1' }));
    expect(stored).not.toContain('小明');
    expect(stored).not.toContain('440402199003070010');
  });

  test('equal values of two cases have different commitments, so that cases are not linked by them', async () => {
    // when
    const [one, two] = [await store('P2'), await store('P3')];

    // then
    expect(one.name?.$commitment).toMatch(/^[0-9a-f]{64}$/);
    expect(one.name).not.toEqual(two.name);
  });

  test('a department gets the values of its own fields only', async () => {
    // given
    const { name, idNumber } = await store('P4');

    // when
    const revealed = await revealPersonal(orm().em.fork(), master, 'P4', [name!.$commitment, idNumber!.$commitment], 'power');

    // then
    expect(revealed).toEqual({ [name!.$commitment]: '陈 小明' });
  });

  test('a name is found by its blind token, whatever its spacing and width', async () => {
    // given
    await store('P5');

    // then
    expect(await found('陈小明')).toContain('P5');
    expect(await found('陈小')).toEqual([]);
    expect([...(await fieldsHolding(orm().em.fork(), master, '陈小明', ['P5', 'P0']))]).toEqual([['P5', ['name']]]);
  });

  test('a destroyed key erases the person and keeps the commitments (AU-11)', async () => {
    // given
    const { name } = await store('P6');

    // when
    await destroyCaseKey(orm().em.fork(), 'P6', 'admin1', now);

    // then
    const em = orm().em.fork();
    expect(await personalOf(em, master, 'P6')).toEqual({});
    expect(await revealPersonal(em, master, 'P6', [name!.$commitment], 'power')).toEqual({});
    expect(await found('陈小明')).not.toContain('P6');
    expect(await em.findOne(CaseKey, { caseNumber: 'P6' })).toMatchObject({ wrapped: null, destroyedBy: 'admin1' });
    expect(await em.findOne(PersonalValue, { caseNumber: 'P6', field: 'name' })).toMatchObject({ commitment: name!.$commitment, ciphertext: null });
  });
});
