import { cancellationSignal } from '@temporalio/activity';
import { callDepartment } from './callDepartment.ts';
import type { ActivityPorts, CaseActivities } from './ports.ts';
import { post } from './post.ts';
import { project } from './project.ts';
import { readDepartment } from './readDepartment.ts';
import { tellWhile } from './tellWhile.ts';

/** The activities of a worker over the given ports; their names are what histories carry. */
export function createActivities(ports: ActivityPorts): CaseActivities {
  return {
    callDepartment: (request) => tellWhile(ports, request.told, () => callDepartment(ports, request, cancellationSignal())),
    readDepartment: (request) => readDepartment(ports, request, cancellationSignal()),
    project: (batch) => project(ports, batch),
    post: (letter) => post(ports, letter),
  };
}
