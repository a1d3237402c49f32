import { ConnectorFailure, type Connector, type ConnectorRequest } from '../../activities/connectors/connector.ts';
import type { JobOutcome } from '../../engine/event.ts';
import { inTransaction, type Orm } from '../orm.ts';
import { DepartmentRecord } from './DepartmentRecord.ts';
import { lateRule } from './lateRule.ts';

/**
 * Writes every call through `connector` into the ledger: before it is sent, so that a call whose answer never came is
 * seen too, and when its answer is there. A repetition adds to the attempts of the same line.
 */
export function withLedger(connector: Connector, orm: Orm): Connector {
  return {
    protocol: connector.protocol,
    async call(request, signal) {
      await noteAsked(orm, request);
      try {
        const outcome = await connector.call(request, signal);
        await noteAnswered(orm, request, outcome);
        return outcome;
      } catch (error) {
        if (error instanceof ConnectorFailure) await noteState(orm, request, 'failed', error.code);
        throw error;
      }
    },
  };
}

/** The step a line belongs to; asked early, it may come to be another one's number. */
const instanceOf = ({ record, early }: ConnectorRequest): number | null => (early ? null : record.sequence);

function noteAsked(orm: Orm, request: ConnectorRequest): Promise<void> {
  const { idempotencyKey, record } = request;
  const at = new Date().toISOString();
  return inTransaction(orm, async (em) => {
    const known = await em.findOne(DepartmentRecord, { id: idempotencyKey });
    if (known !== null) {
      known.attempts += 1;
      known.lastAt = at;
      return;
    }
    em.create(DepartmentRecord, {
      id: idempotencyKey,
      caseNumber: record.caseNumber,
      department: record.department,
      direction: 'sent',
      kind: record.kind,
      operation: record.operation,
      item: record.item,
      instance: instanceOf(request),
      key: idempotencyKey,
      state: 'asked',
      occurredAt: record.occurredAt,
      reportedAt: record.reportedAt,
      firstAt: at,
      lastAt: at,
    });
  });
}

const states = { done: 'done', accepted: 'accepted', error: 'refused', failed: 'failed' } as const;

async function noteAnswered(orm: Orm, request: ConnectorRequest, outcome: JobOutcome): Promise<void> {
  const code = 'code' in outcome ? outcome.code : null;
  await noteState(orm, request, states[outcome.kind], code);
  if (!('times' in outcome) || outcome.times === undefined) return;
  const { idempotencyKey: key, record } = request;
  const { times } = outcome;
  const at = new Date().toISOString();
  await inTransaction(orm, async (em) => {
    const id = `answer/${key}`;
    if ((await em.findOne(DepartmentRecord, { id })) !== null) return;
    em.create(DepartmentRecord, {
      id,
      caseNumber: record.caseNumber,
      department: record.department,
      direction: 'received',
      kind: record.kind,
      operation: record.operation,
      item: record.item,
      instance: instanceOf(request),
      key,
      state: states[outcome.kind],
      code,
      ...times,
      lateRule: lateRule(times),
      firstAt: at,
      lastAt: at,
    });
  });
}

function noteState(orm: Orm, { idempotencyKey }: ConnectorRequest, state: DepartmentRecord['state'], code: string | null): Promise<void> {
  return inTransaction(orm, async (em) => {
    await em.nativeUpdate(DepartmentRecord, { id: idempotencyKey }, { state, code, lastAt: new Date().toISOString() });
  });
}
