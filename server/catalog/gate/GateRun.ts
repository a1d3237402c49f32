import { defineEntity, p } from '@mikro-orm/core';
import type { Group } from '../../../engine/gate/outcome.ts';

const schema = defineEntity({
  name: 'GateRun',
  tableName: 'gate_runs',
  properties: {
    /** `<submission>.<n>` */
    id: p.string().length(100).primary(),
    submission: p.string().length(80).index(),
    /** What the cases were folded through: of the submission's drawing with what it called then. */
    programHash: p.string().length(64),
    state: p.string().length(12).$type<'running' | 'done' | 'cancelled' | 'failed'>(),
    /** Finished cases of the matter when it last began, and how many of them have been folded. */
    total: p.integer(),
    done: p.integer(),
    /** Cases that go the same way. */
    same: p.integer(),
    groups: p.json().$type<Group[]>(),
    startedBy: p.string().length(60),
    /** When it last began: whoever writes a run names it, so that one that was taken over writes nothing more. */
    startedAt: p.string().length(24),
    /** Last sign of life, then the end. */
    seenAt: p.string().length(24),
  },
});

/** One run of the replay gate: every finished case of a matter, folded through what waits to be published. It goes on when more have finished. */
export class GateRun extends schema.class {}
schema.setClass(GateRun);
