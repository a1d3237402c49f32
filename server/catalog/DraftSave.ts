import { defineEntity, p } from '@mikro-orm/core';
import type { Parts } from '../../definitions/parts.ts';

const schema = defineEntity({
  name: 'DraftSave',
  tableName: 'draft_saves',
  properties: {
    key: p.string().length(60).primary(),
    revision: p.integer().primary(),
    xml: p.text(),
    form: p.json().$type<object>().nullable(),
    parts: p.json().$type<Parts>().nullable(),
    savedBy: p.string().length(60),
    savedAt: p.string().length(24),
    /** What it brought back: `revision 12` or `version 3`; null where somebody drew. */
    restored: p.string().length(40).nullable(),
  },
});

/** A draft as it was saved, to look at, to compare with and to go back to. Old ones are thinned (see keepSave.ts). */
export class DraftSave extends schema.class {}
schema.setClass(DraftSave);
