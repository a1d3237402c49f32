import type { Program } from '../../engine/program.ts';
import { DefinitionVersion } from '../catalog/DefinitionVersion.ts';
import type { Language } from '../http/problem.ts';
import type { EntityManager } from '../orm.ts';
import { fromText } from '../readModel/json.ts';
import { programsOf, type Runs } from './programOf.ts';

/** The names of a matter and its steps as a caller reads them. Rows keep the Chinese ones, which a name without English stays. */
export interface Names {
  matter(chinese: string): string;
  step(element: string, chinese: string): string;
  /** A text that may be a step's name, such as the reason why a clock stands. */
  said(chinese: string): string;
}

const asKept: Names = { matter: (chinese) => chinese, step: (_element, chinese) => chinese, said: (chinese) => chinese };

/** Names by the program a case runs; null, where it is gone, leaves them as they are kept. */
export function namesOf(program: Program | null, language: Language): Names {
  if (program === null || language !== 'en') return asKept;
  // The same id may stand in two processes: with its Chinese name it is told apart.
  const nodes = Object.values(program.processes).flatMap((process) => process.nodes).flatMap(({ id, name = id, nameEn }) => (nameEn === undefined ? [] : [{ id, name, nameEn }]));
  const byId = new Map(nodes.map(({ id, name, nameEn }) => [`${id}\n${name}`, nameEn]));
  const byName = new Map(nodes.map(({ name, nameEn }) => [name, nameEn]));
  const matter = program.processes[program.main]?.nameEn;
  return {
    matter: (chinese) => matter ?? chinese,
    step: (element, chinese) => byId.get(`${element}\n${chinese}`) ?? chinese,
    said: (chinese) => byName.get(chinese) ?? chinese,
  };
}

/** Names for a list of cases: each program is read once, and for Chinese none. */
export async function namesOfCases(em: EntityManager, cases: readonly Runs[], language: Language): Promise<(found: Runs | null | undefined) => Names> {
  if (language !== 'en') return () => asKept;
  const programs = await programsOf(em, cases);
  const known = new Map([...new Set(cases.map(programs))].map((program) => [program, namesOf(program, language)]));
  return (found) => (found ? (known.get(programs(found)) ?? asKept) : asKept);
}

/** Chinese names of matters and steps whose English one contains a text: who reads English searches by what is shown. */
export async function chineseNames(em: EntityManager, text: string, language: Language): Promise<string[]> {
  if (language !== 'en') return [];
  const wanted = text.toLowerCase();
  const holds = ({ nameEn }: { nameEn?: string }): boolean => nameEn?.toLowerCase().includes(wanted) ?? false;
  const versions = await em.find(DefinitionVersion, {}, { fields: ['name', 'program'] });
  const found = versions.flatMap(({ name, program }) => {
    const { main, processes } = fromText<Program>(program);
    const steps = Object.values(processes).flatMap(({ nodes }) => nodes).filter(holds).map((node) => node.name ?? node.id);
    return processes[main] && holds(processes[main]) ? [name, ...steps] : steps;
  });
  return [...new Set(found)];
}
