import { defineEntity, p } from '@mikro-orm/core';
import type { Group } from '../../../engine/gate/outcome.ts';
import { runColumns } from '../backgroundRun.ts';

const schema = defineEntity({
  name: 'GateRun',
  tableName: 'gate_runs',
  properties: {
    /** `<submission>.<n>` */
    id: p.string().length(100).primary(),
    submission: p.string().length(80).index(),
    /** What the cases were folded through: of the submission's drawing with what it called then. */
    programHash: p.string().length(64),
    /**
     * `total`: finished cases of the matter when it last began; `done`: how many of them have been folded. Whoever writes a
     * run names `startedAt`, when it last began, so that one that was taken over writes nothing more.
     */
    ...runColumns,
    /** Cases that go the same way. */
    same: p.integer(),
    groups: p.json().$type<Group[]>(),
  },
});

/** One run of the replay gate: every finished case of a matter, folded through what waits to be published. It goes on when more have finished. */
export class GateRun extends schema.class {}
schema.setClass(GateRun);
