import { defineEntity, p } from '@mikro-orm/core';
import type { Parts } from '../../definitions/parts.ts';

const schema = defineEntity({
  name: 'Definition',
  tableName: 'definitions',
  properties: {
    /** Small letters, digits and dashes; part of URLs. */
    key: p.string().length(60).primary(),
    name: p.string().length(200),
    draftXml: p.text(),
    /** Form, situations and materials of a matter, as its form.json; null for a flow without applicants. */
    draftForm: p.json().$type<object>().nullable(),
    /** Step forms, decisions, scenarios and texts of the guide; null where there are none. */
    draftParts: p.json().$type<Parts>().nullable(),
    /** Counts saves from 1; a save names the revision it was made from. */
    revision: p.integer(),
    savedBy: p.string().length(60),
    savedAt: p.string().length(24),
    /** Newest published version, and the revision it was published from. */
    version: p.integer().nullable(),
    publishedRevision: p.integer().nullable(),
    createdBy: p.string().length(60),
    createdAt: p.string().length(24),
  },
});

/** A matter or a called flow as it is being drawn; what runs are its published versions. */
export class Definition extends schema.class {}
schema.setClass(Definition);
