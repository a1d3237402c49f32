import type { Program } from '../../engine/program.ts';
import { typeLabel } from '../publish/words.ts';

/** Names of processes, elements and flows as the page shows them; an element without a name is named by its kind, a flow by its ends. */
export function namesOf(program: Program, english: boolean): Record<string, string> {
  const named = ({ name, nameEn }: { readonly name?: string; readonly nameEn?: string }): string | undefined => (english && nameEn) || name;
  return Object.fromEntries(
    Object.values(program.processes).flatMap(({ nodes, flows, ...process }) => {
      const own = new Map(nodes.map((node) => [node.id, named(node) || typeLabel(`bpmn:${node.kind.charAt(0).toUpperCase()}${node.kind.slice(1)}`)]));
      return [[process.key, named(process)], ...own, ...flows.map((flow) => [flow.id, named(flow) || `${own.get(flow.source) ?? flow.source} → ${own.get(flow.target) ?? flow.target}`])];
    }),
  ) as Record<string, string>;
}

/** Refusal codes that some error event of the drawing waits for. */
export function refusalCodes(program: Program): string[] {
  const found = [...JSON.stringify(program).matchAll(/"kind":"error","code":"([^"\\]+)"/g)].map(([, code]) => code!);
  return [...new Set(found)].filter((code) => code !== 'DISAGREED');
}
