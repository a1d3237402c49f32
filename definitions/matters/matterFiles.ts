import { noParts, type Parts } from '../parts.ts';

/** A matter as files: path inside its folder -> text. */
export type MatterFiles = ReadonlyMap<string, string>;

/** What a matter's files hold. */
export interface MatterContent {
  readonly xml: string;
  readonly form: object | null;
  readonly parts: Parts;
}

/** Where each part lies, beside `flow.bpmn`, `form.json` and `guide.json`. */
const FOLDERS = { stepForms: { folder: 'forms', ending: '.json' }, decisions: { folder: 'decisions', ending: '.dmn' }, scenarios: { folder: 'cases', ending: '.json' } } as const;
type Folder = keyof typeof FOLDERS;

/** A matter's content as files: what the folders under definitions/matters hold, and what a pack carries. */
export function filesOf({ xml, form, parts }: MatterContent): Map<string, string> {
  const files = new Map([['flow.bpmn', xml]]);
  if (form !== null) files.set('form.json', json(form));
  for (const [part, { folder, ending }] of Object.entries(FOLDERS) as [Folder, (typeof FOLDERS)[Folder]][]) {
    for (const [id, value] of Object.entries(parts[part])) files.set(`${folder}/${id}${ending}`, typeof value === 'string' ? value : json(value));
  }
  if (Object.keys(parts.guide).length > 0) files.set('guide.json', json(parts.guide));
  return files;
}

/** The content that files hold; other files are left alone. @throws Error without a flow.bpmn, SyntaxError for JSON that is none */
export function contentOf(files: MatterFiles): MatterContent {
  const xml = files.get('flow.bpmn');
  if (xml === undefined) throw new Error('Expected a flow.bpmn, but found none');
  const inside = <T>(part: Folder, read: (text: string) => T): Record<string, T> => {
    const { folder, ending } = FOLDERS[part];
    const own = [...files].filter(([path]) => path.startsWith(`${folder}/`) && path.endsWith(ending)).sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(own.map(([path, text]) => [path.slice(folder.length + 1, -ending.length), read(text)]));
  };
  const object = (text: string): Record<string, unknown> => JSON.parse(text) as Record<string, unknown>;
  const [form, guide] = [files.get('form.json'), files.get('guide.json')];
  return {
    xml,
    form: form === undefined ? null : object(form),
    parts: { ...noParts, stepForms: inside('stepForms', object), decisions: inside('decisions', (text) => text), scenarios: inside('scenarios', object), guide: guide === undefined ? {} : object(guide) },
  };
}

/** Whether a path is one of a matter's files. */
export const isMatterFile = (path: string): boolean => /^(flow\.bpmn|form\.json|guide\.json|(forms|cases)\/[\w.-]+\.json|decisions\/[\w.-]+\.dmn)$/.test(path);

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
