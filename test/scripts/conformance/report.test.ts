import { describe, expect, test } from '@jest/globals';
import { parseCase } from '../../../scripts/conformance/caseFile.ts';
import type { Entry } from '../../../scripts/conformance/readFolder.ts';
import { reportOf, writeReport } from '../../../scripts/conformance/report.ts';

const entry = (id: string, features: Record<string, number>, expected = {}): Entry => ({ id, case: parseCase(JSON.stringify({ id, bpmn: ['x.bpmn'], features, expect: expected })), files: [] });
const entries: Entry[] = [entry('secret-a', { task: 3, 'end:none': 1 }), entry('secret-b', { task: 1 }), entry('secret-c', { task: 1, cancel: 1 }, { deploy: 'rejected' }), { id: 'secret-d', unreadable: 'why' }];
const failed = (...at: number[]) => ({ passed: entries.length - at.length, failed: at.length, failures: new Set(at.map((each) => entries[each]!)) });
const report = reportOf(entries, { core: failed(3), temporal: failed(1, 2, 3) }, '2026-01-02');

describe('the report of a conformance run', () => {
  test('counts each executed case once for every construct in it, by engine, and refusals apart', () => {
    expect(report).toEqual({
      date: '2026-01-02',
      executed: { core: [2, 3], temporal: [1, 3] },
      refused: { core: [1, 1], temporal: [0, 1] },
      features: { 'end:none': { core: [1, 1], temporal: [1, 1] }, task: { core: [2, 2], temporal: [1, 2] } },
    });
  });

  test('is written as JSON, a line a construct, without a word of the cases', () => {
    const written = writeReport(report);
    expect(JSON.parse(written)).toEqual(report);
    expect(written).toMatch(/^ {4}"task": .*$/m);
    expect(written).not.toContain('secret');
  });
});
