import { computed, ref, shallowRef, watch } from 'vue';
import type { DecisionProgram } from '../../engine/decisions/model.ts';
import { type DecisionDraft, newDecisionFile, readDecisions, withDecision } from '../../engine/decisions/tableModel.ts';
import type { OpenDraft } from '../draft/openDraft.ts';
import { freeName } from '../forms/tree.ts';
import { decisionsOf } from '../modeler/decisionsOf.ts';
import { shippedDecisions } from './shipped.ts';
import { newWrites } from './writes.ts';

/** A decision and the file it stands in; the city's are read, a definition's own are changed. */
export interface Listed extends DecisionDraft {
  readonly file: string;
  readonly own: boolean;
}

interface Found {
  readonly listed: readonly Listed[];
  /** Files that can't be read. */
  readonly broken: readonly string[];
}

async function found(files: Readonly<Record<string, string>>, own: boolean): Promise<Found> {
  const broken: string[] = [];
  const listed = await Promise.all(
    Object.entries(files).map(async ([file, xml]): Promise<Listed[]> => {
      try {
        return (await readDecisions(xml)).map((decision) => ({ ...decision, file, own }));
      } catch {
        broken.push(file);
        return [];
      }
    }),
  );
  return { listed: listed.flat(), broken };
}

/** The decisions that this definition can ask, and changes of its own ones through the open draft. */
export function useDecisions(draft: OpenDraft) {
  const all = shallowRef<readonly Listed[]>([]);
  const programs = shallowRef<Readonly<Record<string, DecisionProgram>>>({});
  const broken = ref<readonly string[]>([]);
  /** The city's files stay as they are: they are read once. */
  const city: Record<string, string> = {};
  let theirs: Promise<Found> | undefined;
  const files = computed(() => draft.parts.value.decisions);
  let turn = 0;
  const put = (next: Record<string, string>): void => draft.change({ parts: { decisions: next } });
  const writes = newWrites(() => files.value, put);

  async function readCity(): Promise<Found> {
    for (const { name, xml } of await shippedDecisions()) city[name] = xml;
    return found(city, false);
  }

  async function read(): Promise<void> {
    const own = ++turn;
    const mine = await found(files.value, true);
    const shared = await (theirs ??= readCity());
    const { decisions } = await decisionsOf(draft.parts.value);
    // While edits wait, the list already shows them; it is read again after the last.
    if (own !== turn || writes.waiting()) return;
    const shown = new Map(all.value.map((each) => [JSON.stringify(each), each]));
    // What reads the same stays the same object: a field in which somebody types is not drawn anew.
    all.value = [...mine.listed, ...shared.listed.filter(({ id }) => !mine.listed.some((each) => each.id === id))].map((each) => shown.get(JSON.stringify(each)) ?? each);
    programs.value = decisions;
    broken.value = [...mine.broken, ...shared.broken];
  }
  watch(files, () => void read(), { immediate: true });

  return {
    all,
    programs,
    broken,
    /** Writes a decision into its file; the list shows it at once. */
    async write(decision: Listed): Promise<void> {
      all.value = all.value.map((each) => (each.own && each.id === decision.id ? decision : each));
      await writes.write(decision.file, (xml) => withDecision(xml, decision)).finally(() => void read());
    },
    /** Makes a decision of this definition's own; its id. */
    add(kind: 'table' | 'literal', name: string): string {
      const id = freeName('decision', new Set([...all.value.map((each) => each.id), ...Object.keys(files.value)]));
      put({ ...files.value, [id]: newDecisionFile(id, name, kind) });
      return id;
    },
    /** Copies the city's file with this decision, to be changed here alone: its own comes first from then on. */
    copy({ file }: Listed): void {
      const xml = city[file];
      if (xml !== undefined) put({ ...files.value, [file]: xml });
    },
    remove({ file }: Pick<Listed, 'file'>): void {
      const { [file]: _gone, ...others } = files.value;
      put(others);
    },
    take(file: string, xml: string): void {
      put({ ...files.value, [freeName(file, new Set(Object.keys(files.value)))]: xml });
    },
    xmlOf: ({ file, own }: Listed): string => (own ? files.value[file] : city[file]) ?? '',
  };
}
