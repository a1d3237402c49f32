import { defineEntity, p } from '@mikro-orm/core';
import type { Parts } from '../../definitions/parts.ts';
import type { Change } from '../../engine/diff/change.ts';

const schema = defineEntity({
  name: 'Submission',
  tableName: 'submissions',
  properties: {
    /** `<key>.<n>` */
    id: p.string().length(80).primary(),
    definition: p.string().length(60).index(),
    /** Frozen at submission: what the publisher reads is what will run. */
    xml: p.text(),
    form: p.json().$type<object>().nullable(),
    parts: p.json().$type<Parts>().nullable(),
    xmlHash: p.string().length(64),
    revision: p.integer(),
    /** The newest version when it was submitted; a version published since makes it stale. */
    baseVersion: p.integer().nullable(),
    changes: p.json().$type<Change[]>(),
    note: p.text(),
    /** First day on which the version would start new cases; null: at once. */
    effectiveOn: p.string().length(10).nullable(),
    /** The older version whose content it brings back. */
    rolledBackTo: p.integer().nullable(),
    submittedBy: p.string().length(60),
    submittedAt: p.string().length(24),
    state: p.string().length(12).$type<'pending' | 'published' | 'rejected' | 'withdrawn' | 'superseded'>(),
    /** Who ended the waiting, and when: the publisher who decided, or the designer who took it back. */
    reviewedBy: p.string().length(60).nullable(),
    reviewedAt: p.string().length(24).nullable(),
    comment: p.text().nullable(),
  },
});

/** A draft sent to a second person for publishing. */
export class Submission extends schema.class {}
schema.setClass(Submission);
