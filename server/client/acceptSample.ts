import type { Person } from './client.ts';
import { fillForm, type FormField } from './fillForm.ts';

/** The guide of a matter as far as accepting needs it. */
interface Guide {
  readonly situations: readonly FormField[];
  readonly form: { readonly sections: readonly { readonly fields: readonly FormField[] }[] };
  readonly materials: readonly { readonly id: string }[];
}

/** What an accepted application answers. */
export interface AcceptedCase {
  readonly caseNumber: string;
  readonly checkCode: string;
}

/** A small, whole PDF: what stands for every material. */
const pdf = new TextEncoder().encode('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/**
 * Accepts a case with the matter's own sample data, as a clerk does: situations, form, every material. `now` starts a
 * rehearsal on a virtual clock; `situations` and `form` go before the samples.
 */
export async function acceptSample(
  clerk: Person,
  matter: string,
  { now, situations = {}, form = {}, key }: { now?: string; situations?: object; form?: object; key?: string } = {},
): Promise<AcceptedCase> {
  const guide = await guideOf(clerk, matter);
  const today = (now ?? new Date().toISOString()).slice(0, 10);
  const application = {
    situations: { ...fillForm({ sections: [{ fields: guide.situations }] }, {}, today), ...situations },
    form: { ...fillForm(guide.form, {}, today), ...form },
    ...(now !== undefined && { rehearsal: { now } }),
  };
  return accept(clerk, matter, guide.materials, application, key);
}

export const guideOf = (clerk: Person, matter: string): Promise<Guide> => clerk.get<Guide>(`/api/matters/${matter}/guide`);

/** Accepts a case with these answers and a file for each of these materials. */
export async function accept(clerk: Person, matter: string, needed: Guide['materials'], application: { readonly situations: object; readonly form: object; readonly rehearsal?: object }, key?: string): Promise<AcceptedCase> {
  const materials: { id: string; material: string }[] = [];
  for (const { id } of needed) {
    const { id: material } = await clerk.upload<{ id: string }>('/api/materials', pdf, { 'X-Filename': encodeURIComponent(`${id}.pdf`), 'X-Kind': id });
    materials.push({ id, material });
  }
  return clerk.post<AcceptedCase>('/api/cases', { matter, ...application, materials }, key === undefined ? {} : { key });
}

