import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mattersFolder, mattersIn } from '../../definitions/matters/matterFolder.ts';
import { noParts, type Parts } from '../../definitions/parts.ts';
import type { StepForm } from '../../server/tasks/stepForms.ts';

/** A drawing in a folder, with what stands beside it: `form.json`, forms of steps in `forms/`, decisions as `*.dmn`. */
export interface FlowFile {
  readonly path: string;
  readonly xml: string;
  readonly form: object | null;
  readonly parts: Parts;
}

/** Reads a drawing and what belongs to it. @throws when a file is missing or no JSON. */
export function readFlow(path: string): FlowFile {
  const folder = dirname(path);
  const beside = (name: string): string => join(folder, name);
  const forms = existsSync(beside('forms')) ? readdirSync(beside('forms')).filter((name) => name.endsWith('.json')).map((name) => JSON.parse(readFileSync(join(folder, 'forms', name), 'utf8')) as StepForm) : [];
  const decisions = readdirSync(folder).filter((name) => name.endsWith('.dmn'));
  return {
    path,
    xml: readFileSync(path, 'utf8'),
    form: existsSync(beside('form.json')) ? (JSON.parse(readFileSync(beside('form.json'), 'utf8')) as object) : null,
    parts: { ...noParts, stepForms: Object.fromEntries(forms.map((form) => [form.id, { ...form }])), decisions: Object.fromEntries(decisions.map((name) => [name.slice(0, -'.dmn'.length), readFileSync(beside(name), 'utf8')])) },
  };
}

/** The shipped matters, which a drawing may call. */
export function shippedFlows(): FlowFile[] {
  return mattersIn().map((key) => readFlow(join(mattersFolder, key, 'flow.bpmn')));
}
