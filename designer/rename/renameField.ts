import type Modeler from 'bpmn-js/lib/Modeler';
import { type RenamedInput, renamedInput } from '../../engine/decisions/renamedInput.ts';
import type { Forms } from '../../engine/forms/rules/formRule.ts';
import type { OpenDraft } from '../draft/openDraft.ts';
import { withAt, type Place } from '../forms/tree.ts';
import { spotsIn, writeSpots } from './inDrawing.ts';
import { nameAt, placeNamed, renamedForms } from './inForms.ts';
import { renamedScenarios } from './inScenarios.ts';

/** Where the old name is left: an element of the drawing, a place of the forms, or a decision file. */
export interface Left {
  readonly kind: 'drawing' | 'forms' | 'decisions';
  readonly at: string;
}

/** What a new name of a field brought about. */
export interface FieldRenamed {
  /** Where the field stands. */
  readonly place: Place;
  /** Expressions, rights, options and outputs that say the new name now. */
  readonly count: number;
  readonly left: readonly Left[];
}

/**
 * Gives the field at a place another name, and everything that says the old one with it: conditions, rights and options of the
 * forms, expressions and outputs of the drawing, the definition's own decisions, its scenarios. One undo takes it all back.
 * Reading decisions takes a moment: what has been changed meanwhile is renamed as it stands by then. Null where the field
 * is gone by then.
 */
export async function renameField(draft: OpenDraft, forms: () => Forms & object, place: Place, to: string): Promise<FieldRenamed | null> {
  const from = nameAt(forms(), place);
  let files: Readonly<Record<string, string>>;
  let made: [string, RenamedInput][];
  do {
    files = draft.parts.value.decisions;
    made = await inFiles(files, from, to);
  } while (draft.parts.value.decisions !== files);
  const now = placeNamed(forms(), from);
  if (now === null) return null;
  const inForms = renamedForms(withAt(forms(), [...now, 'name'], to), from, to);
  const modeler = draft.modeler.value as Modeler;
  const spots = spotsIn(modeler, from, to);
  draft.change({
    form: inForms.forms.form,
    parts: { stepForms: inForms.forms.stepForms as never, scenarios: renamedScenarios(draft.parts.value.scenarios, from, to) as never, decisions: Object.fromEntries(made.map(([file, { xml }]) => [file, xml])) },
    draw: () => writeSpots(modeler, spots),
  });
  return {
    place: now,
    count: inForms.count + spots.filter(({ before, text }) => before !== text).length + made.reduce((sum, [, { count }]) => sum + count, 0),
    left: [
      ...spots.filter(({ unsure }) => unsure).map(({ id }): Left => ({ kind: 'drawing', at: id })),
      ...inForms.left.map((at): Left => ({ kind: 'forms', at })),
      ...made.filter(([, { unsure }]) => unsure).map(([file]): Left => ({ kind: 'decisions', at: file })),
    ],
  };
}

const inFiles = (files: Readonly<Record<string, string>>, from: string, to: string): Promise<[string, RenamedInput][]> =>
  Promise.all(Object.entries(files).map(async ([file, xml]) => [file, await renamedInput(xml, from, to).catch(() => ({ xml, count: 0, unsure: xml.includes(from) }))] as [string, RenamedInput]));
