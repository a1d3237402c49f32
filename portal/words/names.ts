import organisation from '../../definitions/organisation/organisation.json' with { type: 'json' };

interface Named {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
}

const known = new Map((organisation.departments as readonly Named[]).map((entry) => [entry.id, entry.name]));

/** The department's name in the page's language; an unknown id shows as itself, nothing as empty text. */
export function departmentName(id: string | null | undefined, locale: string): string {
  if (!id) return '';
  const name = known.get(id);
  return name ? (locale.startsWith('zh') ? name.zh : name.en) : id;
}
