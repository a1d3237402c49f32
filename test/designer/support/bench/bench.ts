import type Modeler from 'bpmn-js/lib/Modeler';
import type CommandStack from 'diagram-js/lib/command/CommandStack';
import { createModeler } from '../../../../designer/modeler/createModeler.ts';
import type { ElementsData } from '../../../../designer/catalog.ts';
import type { ApplyFix } from '../../../../designer/modeler/applyFix.ts';
import { missed, translateTo } from '../../../../designer/modeler/translate.ts';
import { effectScope } from 'vue';
import { noParts } from '../../../../definitions/parts.ts';
import { useProblems } from '../../../../designer/problems/useProblems.ts';
import { compile } from '../../../../engine/compile.ts';
import type { Drawn } from '../../../../engine/drawn.ts';
import { fixesFor, type Fix, type Register } from '../../../../engine/fixes/index.ts';
import type { Problem } from '../../../../engine/problem.ts';
import type { Profile } from '../../../../engine/program.ts';
import { switchLanguage } from '../../../../ui/i18n.ts';
import type { Facts } from '../../../../engine/rules/index.ts';

/** The drawing tool alone on a page, for tests that must reach every menu of it. */

const speaking = switchLanguage('zh-CN');

const open = (): Modeler =>
  createModeler({
    container: document.getElementById('canvas')!,
    panel: document.getElementById('panel')!,
    language: 'zh-CN',
    data: { choices: () => [], contract: () => undefined, english: false, editable: true, text: (key) => `字：${key}` },
  });

/** What became of a drawing by the first fix of a problem, and whether one undo restores it to the letter. */
interface Mended {
  readonly before: readonly string[];
  readonly fix: Fix | null;
  readonly after: readonly string[];
  readonly xml: string;
  readonly undone: boolean;
}

async function mend(xml: string, code: string, register: Register, facts: Facts, profile: Profile): Promise<Mended> {
  const modeler = open();
  try {
    await modeler.importXML(xml);
    const read = async (): Promise<string> => (await modeler.saveXML({ format: true })).xml!;
    const drawn = await read();
    const problems = async (text: string) => (await compile(text, { profile, facts })).problems;
    const found = await problems(drawn);
    const problem = found.find((each) => each.code === code);
    const fix = problem === undefined ? null : fixesFor(modeler.getDefinitions() as unknown as Drawn, register)(problem);
    if (fix !== null) modeler.get<ApplyFix>('applyFix').run(fix.edits);
    const mended = await read();
    const left = await problems(mended);
    if (fix !== null) modeler.get<CommandStack>('commandStack').undo();
    return { before: found.map((each) => each.code), fix, after: left.map((each) => each.code), xml: mended, undone: sorted(await read()) === sorted(drawn) };
  } finally {
    modeler.destroy();
  }
}

/** The library lists flows at their ends and may write parts in another order when they come back: that is no difference. */
function sorted(xml: string): string {
  const lines = xml.replaceAll(/\s*<bpmndi:BPMNLabel \/>/g, '').replaceAll(/\s*<(incoming|outgoing)>[^<]*<\/(incoming|outgoing)>/g, '').replaceAll(/<(\w+)([^<>]*?)>\s*<\/\1>/g, '<$1$2 />').split('\n');
  return lines.map((line) => [...line.matchAll(/[^\s"]+(?:="[^"]*")?/g)].map(([part]) => part.replace('isMarkerVisible="true"', '')).filter((part) => part !== '').sort().join(' ')).sort().join('\n');
}

const later = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Lists that the page of a drawing shows one after the other, where check and server take so many milliseconds and the page is left after so many. */
async function answered(xml: string, fromServer: readonly Problem[], takes: { readonly check: number; readonly server: number; readonly stay: number }): Promise<readonly (readonly string[])[]> {
  await import('../../../../designer/modeler/check.ts');
  const shown: (readonly string[])[] = [];
  const scope = effectScope();
  let reads = 0;
  const read = async (): Promise<string> => ((reads += 1) === 1 && (await later(takes.check)), xml);
  const problems = scope.run(() => useProblems(read, () => ({ form: null, parts: noParts }), (all) => void shown.push(all.map(({ code }) => code)), async () => (await later(takes.server), fromServer), { here: 0, server: 50 }))!;
  problems.start({ departments: [], forms: [], items: [], ladders: [], processes: [] } as unknown as ElementsData);
  problems.touch();
  await later(takes.stay);
  scope.stop();
  await later(takes.check + takes.server + 100);
  return shown;
}

Object.assign(window, {
  bench: {
    missed,
    typeLabel: (type: string) => translateTo('zh-CN', type.slice('bpmn:'.length).replace(/(\B[A-Z])/g, ' $1')),
    speaking,
    open,
    mend,
    answered,
  },
});
