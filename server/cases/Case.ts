import { defineEntity, p } from '@mikro-orm/core';

/**
 * One 办件, or an instance of a process that the engine's API deployed. What the applicant handed in is written once, at acceptance; the rest (status, clock, position) follows the
 * workflow through the read model. `seq` is the last event whose effects the derived rows show, `snapshotSeq` the last
 * one whose position (`tokens`) is known: the position may run ahead of the rows, never behind what was shown before.
 */
const CaseSchema = defineEntity({
  name: 'Case',
  tableName: 'cases',
  properties: {
    caseNumber: p.string().primary(),
    matter: p.string(),
    matterName: p.string(),
    definitionVersion: p.integer(),
    programHash: p.string(),
    clockMode: p.string().$type<'wall' | 'rehearsal'>(),
    /** World of an instance of the engine's API (see server/post/world.ts); null for a matter's case. */
    world: p.string().nullable(),
    status: p.string().$type<'starting' | 'refused' | 'running' | 'completed' | 'terminated' | 'cancelled'>(),
    region: p.string().default('440400'),
    leadDepartment: p.string().nullable(),
    acceptedBy: p.string(),
    /** User who acts for the applicant (帮代办), where one does. */
    agent: p.string().nullable(),
    acceptedAt: p.string(),
    /** Name of an organisation that applies; a person's name is a personal value and never stands here. */
    applicant: p.text().nullable(),
    projectCode: p.text().nullable(),
    situations: p.text(),
    form: p.text(),
    materials: p.text(),
    /** The promise at acceptance with its computation; the current date stands on the case clock. */
    promise: p.text(),
    dueOn: p.string().nullable(),
    dueAt: p.string().nullable(),
    provisional: p.boolean().default(false),
    seq: p.integer().default(0),
    snapshotSeq: p.integer().default(0),
    chain: p.string().default(''),
    tokens: p.text().default('[]'),
    /** How many messages and signals it waits for. */
    waits: p.integer().default(0),
    virtualNow: p.string().nullable(),
    nextDue: p.string().nullable(),
    reason: p.text().nullable(),
    /** Set when the workflow and the read model disagree about the past (ENGINE_DIVERGED): what was seen. */
    diverged: p.text().nullable(),
    closedAt: p.string().nullable(),
  },
  indexes: [{ properties: ['status', 'acceptedAt'] }, { properties: ['world', 'status'] }, { properties: ['projectCode'] }, { properties: ['applicant'] }],
});

export class Case extends CaseSchema.class {}
CaseSchema.setClass(Case);
