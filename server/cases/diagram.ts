import { z } from 'zod';
import { DefinitionVersion } from '../catalog/DefinitionVersion.ts';
import type { LogEntry } from '../../engine/log.ts';
import type { Program } from '../../engine/program.ts';
import type { Token } from '../../engine/snapshot.ts';
import type { Language } from '../http/problem.ts';
import type { EntityManager } from '../orm.ts';
import { CaseLog } from '../readModel/CaseLog.ts';
import { fromText } from '../readModel/json.ts';
import type { Case } from './Case.ts';

export const diagramShape = z.object({
  processes: z.array(z.object({ key: z.string(), name: z.string(), xml: z.string() })),
  tokens: z.array(z.object({ process: z.string(), element: z.string(), instance: z.number(), incident: z.number().nullable() })),
  path: z.array(z.object({ process: z.string(), elements: z.array(z.string()), flows: z.array(z.string()) })).describe('Elements and flows passed'),
});

/** A case on the drawings of its own version, called processes as they were pinned. */
export async function diagramOf(em: EntityManager, found: Case, language: Language): Promise<z.input<typeof diagramShape>> {
  const version = await em.findOne(DefinitionVersion, { key: found.matter, version: found.definitionVersion });
  const program = version ? fromText<Program>(version.program) : null;
  const nameOf = (process: string, kept: string) => (language === 'en' ? program?.processes[process]?.nameEn : undefined) ?? kept;
  const processes = version ? [{ key: version.process, name: nameOf(version.process, version.name), xml: version.xml }] : [];
  for (const [process, pin] of Object.entries(version?.pins ?? {})) {
    const called = await em.findOne(DefinitionVersion, { key: pin.key, version: pin.version });
    if (called) processes.push({ key: process, name: nameOf(process, program?.processes[process]?.name ?? called.name), xml: called.xml });
  }
  const log = await em.find(CaseLog, { caseNumber: found.caseNumber, seq: { $lte: found.seq }, type: { $in: ['entered', 'flow'] } }, { orderBy: { seq: 'asc', n: 'asc' } });
  const passed = new Map<string, { elements: Set<string>; flows: Set<string> }>();
  for (const row of log) {
    const entry = fromText<Extract<LogEntry, { type: 'entered' | 'flow' }>>(row.entry);
    const path = passed.get(entry.process) ?? passed.set(entry.process, { elements: new Set(), flows: new Set() }).get(entry.process)!;
    if (entry.type === 'flow') path.flows.add(entry.flow);
    else path.elements.add(entry.element);
  }
  return {
    processes,
    tokens: fromText<readonly Token[]>(found.tokens).map(({ process, element, instance, incident }) => ({ process, element, instance, incident })),
    path: [...passed].map(([process, { elements, flows }]) => ({ process, elements: [...elements], flows: [...flows] })),
  };
}
