import type { Place } from '../../engine/deadline/walk.ts';
import type { Node } from '../../engine/elements/index.ts';
import type { Program } from '../../engine/program.ts';

/** What people call a place of the proof in a language (`zh-CN`, `en`): its name, else its id; in a called process behind the name of that process. */
export function nameOf({ main, processes }: Program, { process, id }: Place, language: string): string {
  const found = processes[process];
  const nodeAt = (at: string | undefined): Node | undefined => found?.nodes.find((each) => each.id === at);
  const given = (node: Node | undefined): string | undefined => (language.startsWith('en') ? node?.nameEn : undefined) ?? node?.name;
  const node = nodeAt(id);
  // A gateway that ways lead back to has no name as a rule; people know the step behind it.
  const onward = node?.kind.endsWith('Gateway') && node.outgoing.length === 1 ? found!.flows.find((flow) => flow.id === node.outgoing[0])!.target : undefined;
  const name = given(node) ?? given(nodeAt(onward)) ?? id;
  return process === main ? name : `${found?.name ?? process} · ${name}`;
}
