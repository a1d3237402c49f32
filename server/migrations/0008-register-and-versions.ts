import type { Steps } from './Steps.ts';

/** The register of matters (append only); saves of drafts, remarks of reviews, effective days and retirements. */
export const registerAndVersions: Steps = {
  name: '0008-register-and-versions',
  sqlite: [
    'create table `draft_saves` (`key` text not null, `revision` integer not null, `xml` text not null, `form` json null, `parts` json null, `saved_by` text not null, `saved_at` text not null, `restored` text null, primary key (`key`, `revision`))',
    'create table `register_entries` (`code` text not null, `version` integer not null, `name` json not null, `lead_department` text not null, `time_limit` json not null, `items` json not null, `state` text not null, `valid_from` text not null, `valid_to` text null, `note` text not null, `entered_by` text not null, `entered_at` text not null, primary key (`code`, `version`))',
    'create table `register_requests` (`id` text not null primary key, `definition` text not null, `terms` json not null, `reason` text not null, `state` text not null, `requested_by` text not null, `requested_at` text not null, `decided_by` text null, `decided_at` text null, `comment` text null)',
    'create index `register_requests_definition_index` on `register_requests` (`definition`)',
    'create table `retirements` (`id` text not null primary key, `key` text not null, `version` integer null, `reason` text not null, `decided_by` text not null, `decided_at` text not null, `lifted_by` text null, `lifted_at` text null)',
    'create index `retirements_key_index` on `retirements` (`key`)',
    'create table `review_remarks` (`id` text not null primary key, `definition` text not null, `submission` text not null, `thread` text not null, `element_id` text null, `kind` text not null, `text` text not null, `said_by` text not null, `said_at` text not null, `position` integer not null)',
    'create index `review_remarks_definition_index` on `review_remarks` (`definition`)',
    'create index `review_remarks_thread_index` on `review_remarks` (`thread`)',
    "create trigger register_entries_keep_rows before delete on register_entries begin select raise(abort, 'APPEND_ONLY'); end",
    "create trigger register_entries_keep_values before update on register_entries begin select raise(abort, 'APPEND_ONLY'); end",
    'alter table `definition_versions` add column `effective_on` text null',
    'alter table `definition_versions` add column `rolled_back_to` integer null',
    'alter table `submissions` add column `effective_on` text null',
    'alter table `submissions` add column `rolled_back_to` integer null',
  ],
  postgresql: [
    'create table "draft_saves" ("key" varchar(60) not null, "revision" int not null, "xml" text not null, "form" jsonb null, "parts" jsonb null, "saved_by" varchar(60) not null, "saved_at" varchar(24) not null, "restored" varchar(40) null, primary key ("key", "revision"))',
    'create table "register_entries" ("code" varchar(60) not null, "version" int not null, "name" jsonb not null, "lead_department" varchar(40) not null, "time_limit" jsonb not null, "items" jsonb not null, "state" varchar(10) not null, "valid_from" varchar(10) not null, "valid_to" varchar(10) null, "note" text not null, "entered_by" varchar(60) not null, "entered_at" varchar(24) not null, primary key ("code", "version"))',
    'create table "register_requests" ("id" varchar(40) not null, "definition" varchar(60) not null, "terms" jsonb not null, "reason" text not null, "state" varchar(10) not null, "requested_by" varchar(60) not null, "requested_at" varchar(24) not null, "decided_by" varchar(60) null, "decided_at" varchar(24) null, "comment" text null, primary key ("id"))',
    'create index "register_requests_definition_index" on "register_requests" ("definition")',
    'create table "retirements" ("id" varchar(40) not null, "key" varchar(60) not null, "version" int null, "reason" text not null, "decided_by" varchar(60) not null, "decided_at" varchar(24) not null, "lifted_by" varchar(60) null, "lifted_at" varchar(24) null, primary key ("id"))',
    'create index "retirements_key_index" on "retirements" ("key")',
    'create table "review_remarks" ("id" varchar(40) not null, "definition" varchar(60) not null, "submission" varchar(80) not null, "thread" varchar(40) not null, "element_id" varchar(64) null, "kind" varchar(12) not null, "text" text not null, "said_by" varchar(60) not null, "said_at" varchar(24) not null, "position" int not null, primary key ("id"))',
    'create index "review_remarks_definition_index" on "review_remarks" ("definition")',
    'create index "review_remarks_thread_index" on "review_remarks" ("thread")',
    `create function refuse_register_entry_change() returns trigger language plpgsql as $$ begin raise exception 'APPEND_ONLY' using errcode = 'integrity_constraint_violation'; end $$`,
    'create trigger register_entries_keep before update or delete on register_entries for each row execute function refuse_register_entry_change()',
    'create trigger register_entries_keep_all before truncate on register_entries for each statement execute function refuse_register_entry_change()',
    'alter table "definition_versions" add "effective_on" varchar(10) null, add "rolled_back_to" int null',
    'alter table "submissions" add "effective_on" varchar(10) null, add "rolled_back_to" int null',
  ],
};
