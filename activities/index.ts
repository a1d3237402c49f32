import { activityInfo, cancellationSignal } from '@temporalio/activity';
import { callDepartment } from './callDepartment.ts';
import type { JobOutcome } from '../engine/event.ts';
import type { ActivityPorts, CallAnswer, CaseActivities, JobRequest } from './ports.ts';
import { post } from './post.ts';
import { project } from './project.ts';
import { readDepartment } from './readDepartment.ts';
import { tellWhile } from './tellWhile.ts';

/** The activities of a worker over the given ports; their names are what histories carry. */
export function createActivities(ports: ActivityPorts): CaseActivities {
  return {
    callDepartment: (request) => tellWhile(ports, request.told, () => timed(request, callDepartment(ports, request, cancellationSignal()))),
    readDepartment: (request) => readDepartment(ports, request, cancellationSignal()),
    project: (batch) => project(ports, batch),
    post: (letter) => post(ports, letter),
  };
}

/** With the time of the answer by this machine's clock, which may be slow: never before the server handed the call out. */
async function timed({ rehearsal }: JobRequest, call: Promise<JobOutcome>): Promise<CallAnswer> {
  const outcome = await call;
  return rehearsal ? outcome : { ...outcome, answeredAt: new Date(Math.max(Date.now(), activityInfo().currentAttemptScheduledTimestampMs)).toISOString() };
}
