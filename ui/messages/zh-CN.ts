import type { Messages } from '../i18n.ts';

const found = import.meta.glob<Messages>('./zh-CN/*.json', { eager: true, import: 'default' });

/** All messages of the language, by the name of their file. */
export const messages: Messages = Object.fromEntries(
  Object.entries(found).map(([path, content]) => [path.slice(path.lastIndexOf('/') + 1, -'.json'.length), content]),
);
