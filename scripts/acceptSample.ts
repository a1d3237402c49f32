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
 * rehearsal on a virtual clock; `situations` and `form` go before the samples, and with `exactly` there are no samples.
 */
export async function acceptSample(
  clerk: Person,
  matter: string,
  { now, situations = {}, form = {}, key, exactly = false }: { now?: string; situations?: object; form?: object; key?: string; exactly?: boolean } = {},
): Promise<AcceptedCase> {
  const guide = await clerk.get<Guide>(`/api/matters/${matter}/guide`);
  const today = (now ?? new Date().toISOString()).slice(0, 10);
  const materials: { id: string; material: string }[] = [];
  for (const { id } of guide.materials) {
    const { id: material } = await clerk.upload<{ id: string }>('/api/materials', pdf, { 'X-Filename': encodeURIComponent(`${id}.pdf`), 'X-Kind': id });
    materials.push({ id, material });
  }
  const application = {
    matter,
    situations: exactly ? situations : { ...fillForm({ sections: [{ fields: guide.situations }] }, {}, today), ...situations },
    form: exactly ? form : { ...fillForm(guide.form, {}, today), ...form },
    materials,
    ...(now !== undefined && { rehearsal: { now } }),
  };
  return clerk.post<AcceptedCase>('/api/cases', application, key === undefined ? {} : { key });
}
