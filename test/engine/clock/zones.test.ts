import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { fixtures, rungDates, timeline } from './fixtures.ts';

describe('the legal clock does not know the time zone of the machine', () => {
  test.each([
    ['UTC', 0],
    ['Asia/Shanghai', -480],
    ['America/New_York', 300],
  ])('SC-02: all fixtures hold with TZ=%s', (zone, offset) => {
    const output = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'fixtures.ts')], {
      env: { ...process.env, TZ: zone, NODE_OPTIONS: '' },
      encoding: 'utf8',
    });

    expect(JSON.parse(output)).toEqual({
      zone: offset,
      fixtures: fixtures.map(({ id, on, provisional }) => [id, on, provisional ?? false]),
      timeline: timeline.map(({ on }) => on),
      rungs: rungDates,
    });
  });
});
