import type { Steps } from './Steps.ts';

/** Drafts from before there were kept saves: as they stand they are the first of them. */
export const firstSaves: Steps = {
  name: '0012-first-saves',
  sqlite: [
    'insert into `draft_saves` (`key`, `revision`, `xml`, `form`, `parts`, `saved_by`, `saved_at`, `restored`) select `key`, `revision`, `draft_xml`, `draft_form`, `draft_parts`, `saved_by`, `saved_at`, null from `definitions` where not exists (select 1 from `draft_saves` where `draft_saves`.`key` = `definitions`.`key` and `draft_saves`.`revision` = `definitions`.`revision`)',
  ],
  postgresql: [
    'insert into "draft_saves" ("key", "revision", "xml", "form", "parts", "saved_by", "saved_at", "restored") select "key", "revision", "draft_xml", "draft_form", "draft_parts", "saved_by", "saved_at", null from "definitions" where not exists (select 1 from "draft_saves" where "draft_saves"."key" = "definitions"."key" and "draft_saves"."revision" = "definitions"."revision")',
  ],
};
