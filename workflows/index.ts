/** What the workflow bundle holds: nothing else is reachable by Temporal. */
export { caseWorkflow } from './caseWorkflow.ts';
