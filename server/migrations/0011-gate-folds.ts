import type { Steps } from './Steps.ts';

export const gateFolds: Steps = {
  name: '0011-gate-folds',
  sqlite: ['create table `gate_folds` (`run` text not null, `case_number` text not null, `group_hash` text null, primary key (`run`, `case_number`))'],
  postgresql: ['create table "gate_folds" ("run" varchar(100) not null, "case_number" varchar(255) not null, "group_hash" varchar(64) null, primary key ("run", "case_number"))'],
};
