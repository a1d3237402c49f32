import type { Steps } from './Steps.ts';

/** A published version is not changed by any statement, whoever sends it. */
export const immutability: Steps = {
  name: '0002-immutability',
  sqlite: [
    "create trigger definition_versions_keep_rows before delete on definition_versions begin select raise(abort, 'DEFINITION_IMMUTABLE'); end",
    "create trigger definition_versions_keep_values before update on definition_versions begin select raise(abort, 'DEFINITION_IMMUTABLE'); end",
  ],
  postgresql: [
    `create function refuse_definition_change() returns trigger language plpgsql as $$ begin raise exception 'DEFINITION_IMMUTABLE' using errcode = 'integrity_constraint_violation'; end $$`,
    'create trigger definition_versions_keep before update or delete on definition_versions for each row execute function refuse_definition_change()',
    'create trigger definition_versions_keep_all before truncate on definition_versions for each statement execute function refuse_definition_change()',
  ],
};
