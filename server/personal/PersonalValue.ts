import { defineEntity, p } from '@mikro-orm/core';

/** A personal form value beside the case: ciphertext under the case key, and a blind token to search by. */
const PersonalValueSchema = defineEntity({
  name: 'PersonalValue',
  tableName: 'personal_values',
  properties: {
    caseNumber: p.string().primary(),
    field: p.string().primary(),
    commitment: p.string(),
    ciphertext: p.text().nullable(),
    token: p.string().nullable(),
    /** JSON list of the departments that may see the value, by the form in force at acceptance. */
    sharedWith: p.text(),
  },
  indexes: [{ properties: ['token'] }, { properties: ['caseNumber', 'commitment'] }],
});

export class PersonalValue extends PersonalValueSchema.class {}
PersonalValueSchema.setClass(PersonalValue);
