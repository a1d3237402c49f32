import type { Steps } from './Steps.ts';

/** What is drawn or typed may be longer than 255 characters; SQLite never had a limit there. */
export const wideText: Steps = {
  name: '0004-wide-text',
  sqlite: [],
  postgresql: [
    'alter table "cards" alter column "element" type text using ("element"::text)',
    'alter table "cases" alter column "applicant" type text using ("applicant"::text)',
    'alter table "cases" alter column "project_code" type text using ("project_code"::text)',
    'alter table "clocks" alter column "element" type text using ("element"::text)',
    'alter table "department_records" alter column "operation" type text using ("operation"::text)',
    'alter table "department_records" alter column "item" type text using ("item"::text)',
    'alter table "incidents" alter column "element" type text using ("element"::text)',
    'alter table "jobs" alter column "element" type text using ("element"::text)',
    'alter table "jobs" alter column "operation" type text using ("operation"::text)',
    'alter table "work_items" alter column "process" type text using ("process"::text)',
    'alter table "work_items" alter column "element" type text using ("element"::text)',
    'alter table "work_items" alter column "name" type text using ("name"::text)',
    'alter table "work_items" alter column "form" type text using ("form"::text)',
    'alter table "work_items" alter column "item" type text using ("item"::text)',
    'alter table "work_items" alter column "stage" type text using ("stage"::text)',
  ],
};
