import type { Steps } from './Steps.ts';

/** A chain head that was recorded stays: no statement changes or removes it. */
export const appendOnly: Steps = {
  name: '0003-append-only',
  sqlite: [
    "create trigger chain_heads_keep_rows before delete on chain_heads begin select raise(abort, 'APPEND_ONLY'); end",
    "create trigger chain_heads_keep_values before update on chain_heads begin select raise(abort, 'APPEND_ONLY'); end",
  ],
  postgresql: [
    `create function refuse_chain_head_change() returns trigger language plpgsql as $$ begin raise exception 'APPEND_ONLY' using errcode = 'integrity_constraint_violation'; end $$`,
    'create trigger chain_heads_keep before update or delete on chain_heads for each row execute function refuse_chain_head_change()',
    'create trigger chain_heads_keep_all before truncate on chain_heads for each statement execute function refuse_chain_head_change()',
  ],
};
