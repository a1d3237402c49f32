import { canonical, hash } from '../../engine/canonical.ts';
import type { Program } from '../../engine/program.ts';
import { Case } from '../../server/cases/Case.ts';
import { DefinitionVersion } from '../../server/catalog/DefinitionVersion.ts';
import { migrate, openOrm } from '../../server/orm.ts';
import { apply } from '../../server/readModel/apply.ts';
import type { Office } from '../workflows/support/office.ts';

/** The platform's database beside an office: read model and published versions, as acceptance and publishing write them. */
export async function openRegistry(office: Office) {
  const orm = await openOrm({ databaseUrl: null, dataDir: office.dataDir });
  await migrate(orm);
  const memory = office.store;
  office.store = async (batch) => {
    await memory(batch);
    await apply(orm, batch);
  };
  const at = '2026-03-02T01:00:00.000Z';
  const run = (sql: string, values: unknown[] = []) => orm.em.fork().getConnection().execute(sql, values, 'all') as Promise<Record<string, string>[]>;
  return {
    orm,
    async publish(program: Program, key: string): Promise<void> {
      const em = orm.em.fork();
      const text = canonical(program);
      em.create(DefinitionVersion, {
        key, version: 1, name: key, process: program.main, profile: 'bpmn', xml: '', xmlHash: '', program: text, programHash: hash(program),
        form: null, contentHash: '', pins: {}, changes: [], note: '', submittedBy: 'designer1', publishedBy: 'publisher1', publishedAt: at,
      });
      await em.flush();
    },
    async accept(program: Program, key: string, caseNumber: string, clockMode: 'wall' | 'rehearsal' = 'wall'): Promise<void> {
      const em = orm.em.fork();
      em.create(Case, {
        caseNumber, matter: key, matterName: key, definitionVersion: 1, programHash: hash(program), clockMode, status: 'starting', leadDepartment: null,
        acceptedBy: 'clerk1', agent: null, acceptedAt: at, checkCodeHash: '', applicant: null, projectCode: null, situations: '{}', form: '{}', materials: '[]',
        promise: '{}', dueOn: null, dueAt: null, virtualNow: null, nextDue: null, reason: null, diverged: null, closedAt: null,
      } as never);
      await em.flush();
    },
    /** Changes the database behind the platform's back, its triggers out of the way. */
    async tamper(sql: string, values: unknown[]): Promise<void> {
      for (const { name } of await run("select name from sqlite_master where type = 'trigger'")) await run(`drop trigger ${name}`);
      await run(sql, values);
    },
    close: () => orm.close(true),
  };
}

export type Registry = Awaited<ReturnType<typeof openRegistry>>;
