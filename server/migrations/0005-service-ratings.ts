import type { Steps } from './Steps.ts';

/** 好差评: given once, never changed, never removed. */
export const serviceRatings: Steps = {
  name: '0005-service-ratings',
  sqlite: [
    'create table `service_ratings` (`case_number` text not null primary key, `grade` text not null, `aspects` text not null, `rated_at` text not null)',
    'create index `service_ratings_grade_rated_at_index` on `service_ratings` (`grade`, `rated_at`)',
    "create trigger service_ratings_keep_rows before delete on service_ratings begin select raise(abort, 'APPEND_ONLY'); end",
    "create trigger service_ratings_keep_values before update on service_ratings begin select raise(abort, 'APPEND_ONLY'); end",
  ],
  postgresql: [
    'create table "service_ratings" ("case_number" varchar(255) not null, "grade" varchar(255) not null, "aspects" text not null, "rated_at" varchar(255) not null, primary key ("case_number"))',
    'create index "service_ratings_grade_rated_at_index" on "service_ratings" ("grade", "rated_at")',
    `create function refuse_service_rating_change() returns trigger language plpgsql as $$ begin raise exception 'APPEND_ONLY' using errcode = 'integrity_constraint_violation'; end $$`,
    'create trigger service_ratings_keep before update or delete on service_ratings for each row execute function refuse_service_rating_change()',
    'create trigger service_ratings_keep_all before truncate on service_ratings for each statement execute function refuse_service_rating_change()',
  ],
};
