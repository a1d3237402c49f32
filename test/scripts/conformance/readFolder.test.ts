import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { coreDriver } from '../../../scripts/conformance/core/coreDriver.ts';
import { readFolder } from '../../../scripts/conformance/readFolder.ts';
import { runEntry } from '../../../scripts/conformance/run.ts';
import { drawing, end, path, start, user } from '../../support/drawing.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

const folder = temporaryFolder('cases');
const write = (path: string, content: unknown) => writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));

mkdirSync(join(folder, 'inner'));
write('a.bpmn', drawing(start + user('a') + end + path('start', 'a', 'end')));
write('inner/b.bpmn', drawing(start + user('b') + end + path('start', 'b', 'end')));
write('1-run.json', { id: 'runs', bpmn: ['a.bpmn'], steps: [{ start: { process: 'p', main: true } }], expect: { waiting: { a: 1 } } });
write('2-broken.json', '{');
write('3-elsewhere.json', { id: 'elsewhere', bpmn: ['../a.bpmn'], expect: {} });
write('4-nameless.json', '\ufeff' + JSON.stringify({ bpmn: ['a.bpmn'], process: 'p', steps: [{ start: {} }] }));
write('4-absent.json', { id: 'absent', bpmn: ['none.bpmn'], expect: {} });
write('7-index.json', [{ id: 'runs' }]);
write('8-package.json', { name: 'cases', version: '1.0.0' });
write('9-inner.JSON', { bpmn: ['./inner/b.bpmn'], process: 'p', steps: [{ start: {} }], expect: { waiting: { b: 1 } } });
write('._1-run.json', 'what another system keeps beside a file');
mkdirSync(join(folder, 'folder.json'));
write('inner/5-kept.json', { id: 'kept', bpmn: ['b.bpmn'], steps: [{ import: {} }, { export: {} }], expect: { elements: [{ type: 'userTask', id: 'b', name: 'b' }], elementCount: 1 } });
write('inner/6-lost.json', { id: 'lost', bpmn: ['b.bpmn'], expect: { elements: [{ type: 'userTask', id: 'a' }] } });

describe('a folder of cases', () => {
  test('is read with those inside it; each case runs or says what is wrong with it, one that says no more than it must and has a byte order mark too; what is no case is told', async () => {
    const passedOver: string[] = [];
    const told = await Promise.all(readFolder(folder, (line) => void passedOver.push(line)).map(async (entry) => [entry.id, (await runEntry(entry, coreDriver())).map(({ at, got }) => `${at}: ${String(got)}`)]));
    expect(told).toEqual([
      ['runs', []],
      ['2-broken', [expect.stringContaining('file: ')]],
      ['3-elsewhere', ['file: "../a.bpmn" is not in the folder']],
      ['4-absent', [expect.stringContaining('none.bpmn')]],
      ['4-nameless', []],
      ['9-inner', []],
      ['kept', []],
      ['lost', ['b.bpmn: missing userTask a']],
    ]);
    expect(passedOver).toEqual([`${join(folder, '7-index.json')} is no case`, `${join(folder, '8-package.json')} is no case`]);
  });
});
