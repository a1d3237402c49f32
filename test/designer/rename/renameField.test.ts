import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Modeler from 'bpmn-js/lib/Modeler';
import { shallowRef } from 'vue';
import { noParts, withParts, type Parts } from '../../../definitions/parts.ts';
import type { OpenDraft } from '../../../designer/draft/openDraft.ts';
import { renameField } from '../../../designer/rename/renameField.ts';
import type { Forms } from '../../../engine/forms/rules/formRule.ts';
import { root } from '../../support/sources.ts';

const risk = readFileSync(join(root, 'definitions/decisions/food-premises-risk.dmn'), 'utf8');
const field = (name: string) => ({ name, label: name, type: 'number' });
const form = (...names: string[]): object => ({ situations: names.map(field), form: { sections: [] }, materials: [{ id: 'plan', name: '平面图', when: 'area > 10' }] });

/** A draft whose drawing says no names. */
function draftWith(start: object, parts: Parts) {
  const draft = { form: shallowRef<object | null>(start), parts: shallowRef(parts), modeler: shallowRef({ get: () => ({ filter: () => [] }) } as unknown as Modeler) };
  const change: OpenDraft['change'] = ({ form: next, parts: more }) => {
    if (next !== undefined) draft.form.value = next;
    if (more !== undefined) draft.parts.value = withParts(draft.parts.value, more);
  };
  const forms = (): Forms & object => ({ form: draft.form.value, stepForms: draft.parts.value.stepForms }) as unknown as Forms & object;
  return { draft: { ...draft, change } as unknown as OpenDraft, change, forms };
}
const said = ({ form: now, parts }: OpenDraft) => ({ names: (now.value as { situations: { name: string }[] }).situations.map(({ name }) => name), when: (now.value as { materials: { when: string }[] }).materials[0]!.when, files: Object.values(parts.value.decisions).map((xml) => /<text>(?:area|size)<\/text>/.exec(xml)?.[0]) });

test('given decisions, a question above and another file that are put in while the name is being changed, then the name changes in what stands there by then', async () => {
  const { draft, change, forms } = draftWith(form('area'), withParts(noParts, { decisions: { risk } }));

  const renaming = renameField(draft, forms, ['form', 'situations', 0], 'size');
  change({ form: form('fire', 'area'), parts: { decisions: { risk, second: risk } } });

  expect(await renaming).toMatchObject({ place: ['form', 'situations', 1], left: [] });
  expect(said(draft)).toEqual({ names: ['fire', 'size'], when: 'size > 10', files: ['<text>size</text>', '<text>size</text>'] });
});

test('given a field that is taken away while its name is being changed, then nothing changes', async () => {
  const { draft, change, forms } = draftWith(form('area'), withParts(noParts, { decisions: { risk } }));

  const renaming = renameField(draft, forms, ['form', 'situations', 0], 'size');
  change({ form: form('fire') });

  expect(await renaming).toBeNull();
  expect(said(draft)).toEqual({ names: ['fire'], when: 'area > 10', files: ['<text>area</text>'] });
});
