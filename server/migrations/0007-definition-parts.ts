import type { Steps } from './Steps.ts';

export const definitionParts: Steps = {
  name: '0007-definition-parts',
  sqlite: [
    'alter table `definitions` add column `draft_parts` json null',
    'alter table `definition_versions` add column `parts` json null',
    'alter table `submissions` add column `parts` json null',
  ],
  postgresql: [
    'alter table "definitions" add "draft_parts" jsonb null',
    'alter table "definition_versions" add "parts" jsonb null',
    'alter table "submissions" add "parts" jsonb null',
  ],
};
