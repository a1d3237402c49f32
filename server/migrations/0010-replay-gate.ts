import type { Steps } from './Steps.ts';

export const replayGate: Steps = {
  name: '0010-replay-gate',
  sqlite: [
    'create table `gate_runs` (`id` text not null primary key, `submission` text not null, `program_hash` text not null, `state` text not null, `total` integer not null, `done` integer not null, `same` integer not null, `groups` json not null, `started_by` text not null, `started_at` text not null, `seen_at` text not null)',
    'create index `gate_runs_submission_index` on `gate_runs` (`submission`)',
    'create table `gate_explanations` (`submission` text not null, `group_hash` text not null, `text` text not null, `explained_by` text not null, `explained_at` text not null, primary key (`submission`, `group_hash`))',
  ],
  postgresql: [
    'create table "gate_runs" ("id" varchar(100) not null, "submission" varchar(80) not null, "program_hash" varchar(64) not null, "state" varchar(12) not null, "total" int not null, "done" int not null, "same" int not null, "groups" jsonb not null, "started_by" varchar(60) not null, "started_at" varchar(24) not null, "seen_at" varchar(24) not null, primary key ("id"))',
    'create index "gate_runs_submission_index" on "gate_runs" ("submission")',
    'create table "gate_explanations" ("submission" varchar(80) not null, "group_hash" varchar(64) not null, "text" text not null, "explained_by" varchar(60) not null, "explained_at" varchar(24) not null, primary key ("submission", "group_hash"))',
  ],
};
