import { defineEntity, p } from '@mikro-orm/core';

/** An uploaded file. Its bytes lie once in the data folder under their SHA-256, whoever uploads them how often. */
const MaterialSchema = defineEntity({
  name: 'Material',
  tableName: 'materials',
  properties: {
    id: p.string().primary(),
    sha256: p.string(),
    name: p.string(),
    /** Id of the material in the matter's list. */
    kind: p.string(),
    type: p.string(),
    size: p.integer(),
    uploadedBy: p.string(),
    uploadedAt: p.string(),
    /** Trust level by 国办函〔2016〕108号: what a window clerk uploads is C until verified. */
    trust: p.string().$type<'A' | 'B' | 'C' | 'D'>(),
    caseNumber: p.string().nullable(),
  },
  indexes: [{ properties: ['caseNumber'] }],
});

export class Material extends MaterialSchema.class {}
MaterialSchema.setClass(Material);
