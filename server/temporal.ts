import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { PayloadCodec } from '@temporalio/common';
import { ApplicationFailure } from '@temporalio/common';
import { Client, Connection, isGrpcDeadlineError, isGrpcServiceError, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError } from '@temporalio/client';
import { DomainError, errors } from '../engine/errors.ts';
import type { ErrorCode } from '../engine/errors.ts';
import { advanceUpdate, commandUpdate, inspectQuery, taskQueue } from '../workflows/messages.ts';
import type { AdvanceCommand, AdvanceReply, CaseCommand, CaseInput, CommandReply, Inspection } from '../workflows/messages.ts';
import { createCaseGate } from './caseGate.ts';
import { takeBack } from './quarantine/setAside.ts';
import type { TemporalConfig } from './config.ts';

/** How long a command waits for the case's answer before it counts as not confirmed, milliseconds. */
export const confirmationMs = 10_000;

/** Until a case that reads is asked again, milliseconds. */
const readingPauseMs = 50;

/** The running cases, as the rest of the platform reaches them. */
export interface Cases {
  /** The Temporal client below, with the codec: for audit and doctor. */
  readonly client: Client;
  /** Starts the case's workflow. Starting it again changes nothing. */
  start(input: CaseInput): Promise<void>;
  /**
   * Hands a command to the case and waits for its answer. Safe to repeat with the same command id.
   * @throws DomainError with the case's own refusal, CASE_CLOSED, NOT_FOUND, COMMAND_UNCONFIRMED when no answer came
   * in time (the command may still have its effect: repeat it), CASE_BUSY when it was not sent at all, or
   * TEMPORAL_UNAVAILABLE.
   */
  command(caseNumber: string, command: CaseCommand, waitMs?: number): Promise<CommandReply>;
  /** Asks a rehearsal's clock to move; it has arrived when a snapshot says so. Throws like `command`. */
  advance(caseNumber: string, command: AdvanceCommand, waitMs?: number): Promise<AdvanceReply>;
  /** Needs a live worker; for one case at a time. */
  inspect(caseNumber: string): Promise<Inspection>;
  /** Whether nothing of the case is left to do, not even handing over what it threw at its end; false too while nobody can say. Needs no worker. */
  isOver(caseNumber: string): Promise<boolean>;
  /** @throws CASE_BUSY when so many commands wait for the case that one more had better come later. */
  refuseIfCrowded(caseNumber: string): void;
  /** Gives a case that was set aside back to its workers (W-02). */
  release(caseNumber: string): Promise<void>;
  close(): Promise<void>;
}

/** Options that both kinds of connection take: address, TLS and API key. */
export async function connectionOptions({ address, tls, apiKey }: TemporalConfig) {
  const read = async (path: string | undefined) => (path === undefined ? undefined : readFile(path));
  const [crt, key, ca] = await Promise.all([read(tls?.cert), read(tls?.key), read(tls?.ca)]);
  return {
    address,
    ...(tls && { tls: { ...(ca && { serverRootCACertificate: ca }), ...(crt && key && { clientCertPair: { crt, key } }) } }),
    ...(!tls && apiKey && { tls: true as const }),
    ...(apiKey && { apiKey }),
  };
}

/** Connects to Temporal; throws TEMPORAL_UNAVAILABLE when nobody answers there. */
export async function openCases(config: TemporalConfig, codec: PayloadCodec): Promise<Cases> {
  const connection = await Connection.connect({ ...(await connectionOptions(config)), connectTimeout: '10s' }).catch((error: unknown) => {
    throw new DomainError('TEMPORAL_UNAVAILABLE', { address: config.address, reason: error instanceof Error ? error.message : String(error) });
  });
  return casesOver(new Client({ connection, namespace: config.namespace, dataConverter: { payloadCodecs: [codec] } }));
}

/** The cases over a client that is there already, connected or lazy; it must carry the payload codec. */
export function casesOver(client: Client): Cases {
  const gate = createCaseGate();
  return {
    client,
    async start(input) {
      try {
        await client.withDeadline(Date.now() + confirmationMs, () =>
          client.workflow.start('caseWorkflow', { taskQueue, workflowId: input.caseNumber, args: [input], workflowIdReusePolicy: 'REJECT_DUPLICATE', workflowIdConflictPolicy: 'FAIL' }),
        );
      } catch (error) {
        if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw translated(error);
      }
    },
    command: (caseNumber, command, waitMs = confirmationMs) =>
      // Two payloads under one command id must both reach the case, which refuses the second: so the digest is part of the id.
      gate.pass(caseNumber, waitMs, (leftMs) =>
        whileReading(leftMs, (ms) => asked(client, ms, () => client.workflow.getHandle(caseNumber).executeUpdate(commandUpdate, { args: [command], updateId: `${command.commandId}.${command.digest.slice(0, 16)}` }))),
      ),
    refuseIfCrowded: (caseNumber) => gate.refuseIfCrowded(caseNumber),
    advance: (caseNumber, command, waitMs = confirmationMs) =>
      asked(client, waitMs, () => client.workflow.getHandle(caseNumber).executeUpdate(advanceUpdate, { args: [command], updateId: `${command.commandId}.${command.to}` })),
    inspect: (caseNumber) => asked(client, confirmationMs, () => client.workflow.getHandle(caseNumber).query(inspectQuery)),
    isOver: (caseNumber) =>
      asked(client, confirmationMs, () => client.workflow.getHandle(caseNumber).describe()).then(
        ({ status }) => status.name !== 'RUNNING',
        (error: unknown) => {
          if (error instanceof DomainError) return error.code === 'NOT_FOUND';
          throw error;
        },
      ),
    release: (caseNumber) => asked(client, confirmationMs, () => takeBack(client, caseNumber)),
    close: () => client.connection.close(),
  };
}

/** A case takes no command while it reads, mostly for a moment, at most eight times a second: it is asked again. */
async function whileReading<T>(waitMs: number, ask: (leftMs: number) => Promise<T>): Promise<T> {
  for (const end = Date.now() + waitMs; ; await setTimeout(readingPauseMs)) {
    try {
      return await ask(end - Date.now());
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'CASE_BUSY') || Date.now() + 4 * readingPauseMs >= end) throw error;
    }
  }
}

async function asked<T>(client: Client, waitMs: number, ask: () => Promise<T>): Promise<T> {
  try {
    return await client.withDeadline(Date.now() + waitMs, ask);
  } catch (error) {
    throw translated(error);
  }
}

/** A failure of the Temporal client in the platform's own terms; what is none of them comes back as it is. */
function translated(error: unknown): unknown {
  if (error instanceof WorkflowUpdateFailedError) {
    const cause = error.cause;
    if (!(cause instanceof ApplicationFailure)) return new DomainError('CASE_CLOSED');
    if (cause.type != null && cause.type in errors) return new DomainError(cause.type as ErrorCode, (cause.details?.[0] ?? {}) as Record<string, unknown>);
    // The server ends updates of a workflow that completes in the same breath with an error of its own.
    return cause.type === 'AcceptedUpdateCompletedWorkflow' ? new DomainError('CASE_CLOSED') : new DomainError('INTERNAL', { reason: cause.message });
  }
  if (error instanceof WorkflowNotFoundError) return new DomainError(/already completed/i.test(error.message) ? 'CASE_CLOSED' : 'NOT_FOUND');
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError || isGrpcDeadlineError(error)) return new DomainError('COMMAND_UNCONFIRMED');
  const below = error instanceof Error && error.cause !== undefined ? error.cause : error;
  if (isGrpcDeadlineError(below)) return new DomainError('COMMAND_UNCONFIRMED');
  if (isGrpcServiceError(below)) return new DomainError('TEMPORAL_UNAVAILABLE', { reason: below.details });
  return error;
}
