import type { Steps } from './Steps.ts';

export const earlyMessages: Steps = {
  name: '0009-early-messages',
  sqlite: [
    'alter table `letters` add column `key` text null',
    'alter table `letters` add column `variables` text null',
    'alter table `letters` add column `kept_until` text null',
    'create index `letters_world_kept_until_index` on `letters` (`world`, `kept_until`)',
  ],
  postgresql: [
    'alter table "letters" add "key" text null',
    'alter table "letters" add "variables" text null',
    'alter table "letters" add "kept_until" varchar(24) null',
    'create index "letters_world_kept_until_index" on "letters" ("world", "kept_until")',
  ],
};
