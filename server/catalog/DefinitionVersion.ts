import { defineEntity, p } from '@mikro-orm/core';
import type { Parts } from '../../definitions/parts.ts';
import { hash, hashText } from '../../engine/canonical.ts';
import { DomainError } from '../../engine/errors.ts';
import type { Profile, Program } from '../../engine/program.ts';
import type { Change } from '../../engine/diff/change.ts';

/** A called process as it was pinned: the version whose content runs inside, whatever is published later. */
export interface Pin {
  readonly key: string;
  readonly version: number;
  readonly contentHash: string;
}

const schema = defineEntity({
  name: 'DefinitionVersion',
  tableName: 'definition_versions',
  properties: {
    key: p.string().length(60).primary(),
    version: p.integer().primary(),
    name: p.string().length(200),
    /** Id of the drawn process: what call activities name. */
    process: p.string().length(64).index(),
    profile: p.string().length(10).$type<Profile>(),
    xml: p.text(),
    xmlHash: p.string().length(64),
    /** The compiled program as canonical JSON. */
    program: p.text(),
    programHash: p.string().length(64),
    form: p.json().$type<object>().nullable(),
    /** Step forms, decisions, scenarios and texts of the guide; null where there are none. */
    parts: p.json().$type<Parts>().nullable(),
    /** Over program, drawing, form, parts and profile: names the version to auditors and to cases. */
    contentHash: p.string().length(64),
    pins: p.json().$type<Record<string, Pin>>(),
    changes: p.json().$type<Change[]>(),
    note: p.text(),
    submittedBy: p.string().length(60),
    publishedBy: p.string().length(60),
    publishedAt: p.string().length(24),
    /** First day on which it starts new cases, `YYYY-MM-DD`; null: at once. */
    effectiveOn: p.string().length(10).nullable(),
    /** The older version whose content it brings back. */
    rolledBackTo: p.integer().nullable(),
  },
  hooks: {
    beforeUpdate: [immutable],
    beforeDelete: [immutable],
  },
});

/** A published version. Nothing changes it any more: not this class, not a route, not a statement on the table. */
export class DefinitionVersion extends schema.class {
  /** The program, after checking that nobody changed what was published; throws DEFINITION_HASH_MISMATCH. */
  verified(): Program {
    const program = JSON.parse(this.program) as Program;
    const sound =
      hashText(this.xml) === this.xmlHash &&
      hash(program) === this.programHash &&
      contentHashOf({ programHash: this.programHash, xmlHash: this.xmlHash, form: this.form ?? null, parts: this.parts ?? null, profile: this.profile }) === this.contentHash;
    if (!sound) throw new DomainError('DEFINITION_HASH_MISMATCH', { key: this.key, version: this.version });
    return program;
  }
}
schema.setClass(DefinitionVersion);

/** The hash by which a version is known. Parts count where there are any, so that a version without them keeps its name. */
export function contentHashOf(content: { programHash: string; xmlHash: string; form: object | null; parts?: Parts | null; profile: Profile }): string {
  const { programHash: program, xmlHash: xml, form, parts, profile } = content;
  return hash({ program, xml, form, profile, ...(parts ? { parts } : {}) });
}

function immutable(): never {
  throw new DomainError('DEFINITION_IMMUTABLE');
}
