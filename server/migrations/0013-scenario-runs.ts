import type { Steps } from './Steps.ts';

export const scenarioRuns: Steps = {
  name: '0013-scenario-runs',
  sqlite: [
    'create table `scenario_runs` (`id` text not null primary key, `definition` text not null, `version` integer not null, `scenario` text not null, `state` text not null, `total` integer not null, `done` integer not null, `started_by` text not null, `started_at` text not null, `seen_at` text not null, `case_number` text null, `result` json null, `failure` text null)',
    'create index `scenario_runs_definition_index` on `scenario_runs` (`definition`)',
  ],
  postgresql: [
    'create table "scenario_runs" ("id" varchar(36) not null, "definition" varchar(60) not null, "version" int not null, "scenario" varchar(80) not null, "state" varchar(12) not null, "total" int not null, "done" int not null, "started_by" varchar(60) not null, "started_at" varchar(24) not null, "seen_at" varchar(24) not null, "case_number" varchar(64) null, "result" jsonb null, "failure" text null, primary key ("id"))',
    'create index "scenario_runs_definition_index" on "scenario_runs" ("definition")',
  ],
};
