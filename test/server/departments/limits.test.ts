import { describe, expect, test } from '@jest/globals';
import { ConnectorFailure, type Connector } from '../../../activities/connectors/connector.ts';
import { withLimits } from '../../../server/departments/limits.ts';
import { aRequest } from '../../activities/connectors/support.ts';

const done = { kind: 'done' } as const;
const signal = (): AbortSignal => new AbortController().signal;

describe('W-14 a dead department', () => {
  test('gets one try a minute once five have failed, and all calls again when one succeeds', async () => {
    let calls = 0;
    let dead = true;
    let clock = Date.parse('2026-11-25T01:00:00.000Z');
    const connector: Connector = { protocol: 'http', call: async () => ((calls += 1), dead ? Promise.reject(new ConnectorFailure('DEPT_UNAVAILABLE', '')) : done) };
    const limited = withLimits(connector, { failures: 5, openMs: 60_000, turnMs: 1_000 }, () => clock);
    const call = () => limited.call(aRequest({ baseUrl: 'http://127.0.0.1:7301' }, { now: () => new Date(clock).toISOString() }), signal()).then(() => 'done', (error: ConnectorFailure) => error.code);

    const first: string[] = [];
    for (let n = 0; n < 100; n++) first.push(await call());
    expect([first.filter((code) => code === 'DEPT_UNAVAILABLE').length, first.filter((code) => code === 'DEPT_CIRCUIT_OPEN').length]).toEqual([5, 95]);

    clock += 60_001;
    const second = [await call(), await call(), await call()];
    expect(second).toEqual(['DEPT_UNAVAILABLE', 'DEPT_CIRCUIT_OPEN', 'DEPT_CIRCUIT_OPEN']);

    clock += 60_001;
    dead = false;
    expect([await call(), await call()]).toEqual(['done', 'done']);
    expect(calls).toBe(8);
  });

  test('is not what one is whose callers stopped waiting by themselves', async () => {
    let calls = 0;
    const limited = withLimits({ protocol: 'http', call: async (_, given) => ((calls += 1), await new Promise((_resolve, reject) => given.addEventListener('abort', () => reject(new ConnectorFailure('DEPT_TIMEOUT', '')))), done) });

    for (let n = 0; n < 20; n++) {
      const caller = new AbortController();
      const asked = limited.call(aRequest({ baseUrl: 'http://127.0.0.1:7301' }, { now: () => new Date().toISOString() }), AbortSignal.any([AbortSignal.timeout(10_000), caller.signal]));
      setTimeout(() => caller.abort(), 1);
      await expect(asked).rejects.toMatchObject({ code: 'DEPT_TIMEOUT' });
    }

    expect(calls).toBe(20);
  });

  test('does not hold back a rehearsal, whose outage passes on a clock of its own', async () => {
    let calls = 0;
    const limited = withLimits({ protocol: 'http', call: async () => ((calls += 1), Promise.reject(new ConnectorFailure('DEPT_UNAVAILABLE', ''))) });

    for (let n = 0; n < 20; n++) await limited.call(aRequest({ baseUrl: 'http://127.0.0.1:7301' }, { now: () => '2027-03-01T00:00:00.000Z' }), signal()).catch(() => undefined);

    expect(calls).toBe(20);
  });
});

describe('W-15 a slow department', () => {
  test('has no more calls in flight than it can bear, and holds up no other', async () => {
    let inFlight = 0;
    let most = 0;
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow: Connector = {
      protocol: 'http',
      async call(request) {
        if (request.system.department !== 'slow') return done;
        most = Math.max(most, (inFlight += 1));
        await held;
        inFlight -= 1;
        return done;
      },
    };
    const limited = withLimits(slow);
    const ask = (department: string) => limited.call(aRequest({ baseUrl: 'http://127.0.0.1:7301', department, maximumInFlight: 3 }), signal());

    const slowOnes = Array.from({ length: 12 }, () => ask('slow'));
    await Promise.all(Array.from({ length: 12 }, () => ask('quick')));

    expect(inFlight).toBe(3);
    release();
    await Promise.all(slowOnes);
    expect(most).toBe(3);
  });

  test('a call that waits too long for its turn comes again later', async () => {
    const never: Connector = { protocol: 'http', call: () => new Promise(() => undefined) };
    const limited = withLimits(never, { failures: 5, openMs: 60_000, turnMs: 30 });
    const request = aRequest({ baseUrl: 'http://127.0.0.1:7301', maximumInFlight: 1 });
    void limited.call(request, signal());

    await expect(limited.call(request, signal())).rejects.toMatchObject({ code: 'DEPT_BUSY' });
  });
});
