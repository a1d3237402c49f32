import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { importsOf, packageOf } from './support/imports.ts';
import type { Import } from './support/imports.ts';
import { filesEndingIn, root } from './support/sources.ts';

const LONGEST_FILE = 400;
const ROOMS = ['engine', 'definitions', 'workflows', 'activities', 'server', 'standins', 'designer', 'portal', 'ui'];

/** What a room may import. `rooms`: by value; `types`: types alone; `files`: single files beyond; `packages`: null is any. */
type Rule = { rooms: string[], types?: string[], files?: Record<string, string[]>, packages: string[] | null, notPackages?: string[] };

const rules: Record<string, Rule> = {
  engine: { rooms: ['engine'], files: { 'definitions/gov.json': ['engine/bpmn.ts'] }, packages: ['feelin', 're2js', '@noble/hashes', 'lezer-feel', 'bpmn-moddle', 'dmn-moddle', 'zeebe-bpmn-moddle', 'decimal.js', 'big.js'] },
  definitions: { rooms: ['definitions', 'engine'], packages: ['zod', 'node:fs', 'node:path', 'node:url', 'node:fs/promises'] },
  workflows: { rooms: ['workflows', 'engine'], types: ['activities'], packages: ['@temporalio/workflow', '@temporalio/common'] },
  activities: { rooms: ['activities', 'engine'], types: ['workflows'], packages: null, notPackages: ['@mikro-orm', 'express', '@temporalio/client', '@temporalio/worker'] },
  server: {
    rooms: ['server', 'engine', 'definitions'], types: ['workflows', 'activities'], packages: null,
    files: {
      'workflows/messages.ts': ['server/'],
      // A replay reads a recorded outcome as the workflow read it.
      'workflows/outcome.ts': ['server/audit/'],
      'activities/codec.ts': ['server/'], 'activities/index.ts': ['server/worker.ts'], 'activities/connectors/': ['server/departments/'],
      'scripts/endWithParent.ts': ['server/api.ts', 'server/worker.ts'],
    },
  },
  standins: { rooms: ['standins'], packages: null, notPackages: ['@mikro-orm', '@temporalio'] },
  designer: { rooms: ['designer', 'ui', 'engine', 'definitions'], packages: null, notPackages: ['node:', '@mikro-orm', '@temporalio', 'express'] },
  portal: { rooms: ['portal', 'ui', 'engine', 'definitions'], packages: null, notPackages: ['node:', '@mikro-orm', '@temporalio', 'express'] },
  ui: { rooms: ['ui', 'engine', 'definitions'], packages: null, notPackages: ['node:', '@mikro-orm', '@temporalio', 'express'], files: { 'designer/routes.ts': ['ui/routes.ts'], 'portal/routes.ts': ['ui/routes.ts'] } },
};

const sources = filesEndingIn(['.ts', '.vue']);
const roomOf = (path: string) => path.split('/')[0]!;
const importsOfRoom = (room: string) => sources.filter((file) => roomOf(file) === room).flatMap((file) => importsOf(root, file));

function isAllowed({ from, to, own, typeOnly }: Import, { rooms, types = [], files = {}, packages, notPackages = [] }: Rule): boolean {
  if (!own) {
    if (notPackages.some((each) => to.startsWith(each))) return typeOnly;
    return packages === null || packages.includes(packageOf(to));
  }
  const target = roomOf(to);
  if (rooms.includes(target) || (typeOnly && types.includes(target)) || (target === 'package.json')) return true;
  return Object.entries(files).some(([file, importers]) => to.startsWith(file) && importers.some((importer) => from.startsWith(importer)));
}

describe('import directions', () => {
  test.each(ROOMS)('%s imports only what it may', (room) => {
    const wrong = importsOfRoom(room).filter((each) => !isAllowed(each, rules[room]!)).map(({ from, to }) => `${from} -> ${to}`);

    expect(wrong).toEqual([]);
  });

  test('only one file of the engine knows bpmn-moddle, and one dmn-moddle', () => {
    const knowing = importsOfRoom('engine').filter(({ to }) => /^(zeebe-)?(bpmn|dmn)-moddle/.test(to)).map(({ from }) => from);

    expect(knowing.filter((file) => !['engine/bpmn.ts', 'engine/decisions/read.ts'].includes(file))).toEqual([]);
  });

  test('no workflow reaches the reading of XML, however far', () => {
    const reached = new Set<string>();
    const walk = (file: string) => {
      if (reached.has(file)) return;
      reached.add(file);
      if (!file.endsWith('.ts') || !sources.includes(file)) return;
      for (const { to, own, typeOnly } of importsOf(root, file)) if (own && !typeOnly) walk(to);
    };
    sources.filter((file) => roomOf(file) === 'workflows').forEach(walk);

    expect([...reached].filter((file) => ['engine/bpmn.ts', 'engine/decisions/read.ts', 'engine/compile.ts'].includes(file))).toEqual([]);
  });

  test('nothing but scripts and tests imports the server', () => {
    const wrong = sources.filter((file) => !['server', 'scripts', 'test', 'bench'].includes(roomOf(file)))
      .flatMap((file) => importsOf(root, file)).filter(({ to, own }) => own && roomOf(to) === 'server').map(({ from, to }) => `${from} -> ${to}`);

    expect(wrong).toEqual([]);
  });
});

test('no source file is longer than 400 lines', () => {
  const long = filesEndingIn(['.ts', '.vue', '.js', '.mjs', '.cjs', '.css', '.html'])
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 })).filter(({ lines }) => lines > LONGEST_FILE);

  expect(long).toEqual([]);
});

test('settings are read from the environment in few, known places', () => {
  const reading = sources.filter((file) => ROOMS.includes(roomOf(file)) && /process\.env\b/.test(readFileSync(join(root, file), 'utf8')));

  // The entries hand the environment to the configuration; nothing else looks at it.
  const entries = ['server/api.ts', 'server/worker.ts', 'server/config.ts', 'standins/main.ts', 'standins/config.ts'];
  expect(reading.filter((file) => !entries.includes(file))).toEqual([]);
});
