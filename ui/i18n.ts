import { createI18n } from 'vue-i18n';

/** Languages of the product; Chinese is the source, English the second. */
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** Texts of one language, nested by topic. */
export type Messages = { [name: string]: string | Messages };
const files: Readonly<Record<Language, () => Promise<Messages>>> = {
  'zh-CN': async () => (await import('./messages/zh-CN.ts')).messages,
  en: async () => (await import('./messages/en.ts')).messages,
};

export const i18n = createI18n<false>({
  legacy: false,
  globalInjection: true,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: {},
  warnHtmlMessage: true,
});

const remembered = 'yjs.language';

/** English only where the browser asks for it before Chinese; a choice made earlier on this machine comes first. */
export function preferredLanguage(stored: string | null, wanted: readonly string[]): Language {
  if (stored === 'zh-CN' || stored === 'en') return stored;
  for (const tag of wanted) {
    if (tag.toLowerCase().startsWith('zh')) return 'zh-CN';
    if (tag.toLowerCase().startsWith('en')) return 'en';
  }
  return 'zh-CN';
}

/** Loads the language of this browser before the first page is drawn. */
export async function startLanguage(): Promise<void> {
  await show(preferredLanguage(localStorage.getItem(remembered), navigator.languages));
}

/** Changes the language of the open page and remembers it. */
export async function switchLanguage(language: Language): Promise<void> {
  localStorage.setItem(remembered, language);
  await show(language);
}

/** The language now shown. */
export function language(): Language {
  return i18n.global.locale.value as Language;
}

async function show(next: Language): Promise<void> {
  const loaded = i18n.global.availableLocales as string[];
  for (const each of new Set<Language>(['zh-CN', next])) {
    if (!loaded.includes(each)) i18n.global.setLocaleMessage(each, await files[each]());
  }
  i18n.global.locale.value = next;
  document.documentElement.lang = next;
}
