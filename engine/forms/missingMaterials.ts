import type { Value } from '../value.ts';
import { shows } from './checkForm.ts';
import type { MaterialTerms } from './matterForm.ts';

/** Materials these answers call for: those that must be there are `needed`. A condition makes a material needed unless it says otherwise. */
export function calledFor(materials: readonly MaterialTerms[], known: Readonly<Record<string, Value>>, now: string): readonly (MaterialTerms & { readonly needed: boolean })[] {
  return materials
    .filter((material) => shows(material.when, known, now))
    .map((material) => ({ ...material, needed: material.required ?? material.when !== undefined }));
}

/** Everything that is missing, at once: the one-time list of a 补正材料通知书 (行政许可法 32). */
export function missingMaterials(
  materials: readonly MaterialTerms[],
  known: Readonly<Record<string, Value>>,
  handedIn: readonly string[],
  now: string,
): readonly MaterialTerms[] {
  return calledFor(materials, known, now).filter((material) => material.needed && !handedIn.includes(material.id));
}
