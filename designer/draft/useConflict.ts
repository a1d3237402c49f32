import { ElMessage } from 'element-plus';
import { ref, watch, type Ref, type ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { createDefinition, saveDraft, type Definition, type Draft } from '../catalog.ts';
import { contentOf, same, type Content } from './content.ts';
import { download } from './download.ts';
import type { useDraft } from './useDraft.ts';

/** The ways out of two people having changed one definition; each keeps what both have made. */
export function useConflict(key: string, definition: Ref<Definition | null>, draft: ReturnType<typeof useDraft>, read: () => Promise<Content>, adoptDraft: (theirs: Draft) => Promise<void>) {
  const { t } = useI18n();
  const mine: Ref<Content | null> & ShallowRef<Content | null> = ref(null) as never;
  // The dialog may be closed and the drawing changed before it is opened again.
  watch([draft.conflict, draft.deciding], async ([theirs, deciding]) => {
    if (theirs !== null && deciding) mine.value = await read();
  });

  /** Puts a content into files of this machine: the drawing, and what is written around it where that differs as well. */
  function keepFiles(content: Content, other: Content, name: string): void {
    download(`${key}-${name}.bpmn`, content.xml);
    if (!same(content.form, other.form) || !same(content.parts, other.parts)) download(`${key}-${name}.json`, JSON.stringify({ form: content.form, parts: content.parts }, null, 2));
  }

  async function adopt(): Promise<void> {
    const theirs = draft.conflict.value!;
    mine.value = await read();
    keepFiles(mine.value, contentOf(theirs), t('designer.conflict.mineFile'));
    await adoptDraft(theirs);
  }
  async function keepAsCopy(): Promise<void> {
    const kept = await read();
    const name = t('designer.conflict.copyName', { name: definition.value?.name ?? key });
    const made = await createDefinition(`${key}-${Date.now().toString(36)}`, name, null);
    await saveDraft(made.key, made.draft.revision, kept);
    await adopt();
    ElMessage.success(t('designer.conflict.copied', { name }));
  }
  function overwrite(): void {
    const theirs = draft.conflict.value!;
    keepFiles(contentOf(theirs), mine.value!, `${t('designer.conflict.theirsFile')}-${theirs.revision}`);
    draft.resume(theirs, true);
  }
  return { mine, adopt, keepAsCopy, overwrite };
}
