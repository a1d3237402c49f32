import { Router, json, type NextFunction, type Request, type Response } from 'express';
import { answerRequest, behaviour, caseRequest, controlRequest, elementsRequest } from './contract.ts';
import type { Behaviours } from './behaviours.ts';
import type { Desk } from './desk.ts';
import type { Ledger } from './ledger.ts';
import { faults } from './faults.ts';

/** Tells departments how to behave and shows their ledger. Answers callers of this machine only. */
export function control(desk: Desk, behaviours: Behaviours, ledger: Ledger): Router {
  const router = Router();
  router.use(['/control', '/ledger'], loopbackOnly, json());

  router.get('/control', (_request, response) => {
    response.json({ told: behaviours.told(), held: desk.held(), faults: Object.keys(faults) });
  });
  router.delete('/control', (_request, response) => {
    behaviours.forget();
    response.sendStatus(204);
  });
  router.put('/control/workers/elements', (request, response) => {
    const parsed = elementsRequest.safeParse(request.body);
    if (!parsed.success) return void response.status(400).json({ message: parsed.error.issues[0]?.message });
    behaviours.tellElements(parsed.data);
    response.json({ elements: Object.keys(parsed.data) });
  });
  router.put('/control/cases/:caseNumber', (request: Request<{ caseNumber: string }>, response) => {
    const parsed = caseRequest.safeParse(request.body);
    if (!parsed.success) return void response.status(400).json({ message: parsed.error.issues[0]?.message });
    behaviours.tellCase(request.params.caseNumber, parsed.data);
    response.json(parsed.data);
  });
  router.delete('/control/cases/:caseNumber', (request: Request<{ caseNumber: string }>, response) => {
    behaviours.forgetCase(request.params.caseNumber);
    response.sendStatus(204);
  });
  router.put('/control/:department', (request: Request<{ department: string }>, response) => {
    const parsed = controlRequest.safeParse(request.body);
    if (!parsed.success) return void response.status(400).json({ message: parsed.error.issues[0]?.message });
    const { operation, ...told } = parsed.data;
    if (typeof told.fault === 'string' && faults[told.fault] === undefined) return void response.status(400).json({ message: `unknown fault ${told.fault}` });
    behaviours.tell(request.params.department, operation, told);
    response.json({ department: request.params.department, operation: operation ?? null, ...told });
  });
  // A worker's job type is an operation of the department `workers`: told to complete, to throw an error, or to hold.
  router.put('/control/workers/:type', (request: Request<{ type: string }>, response) => {
    const parsed = behaviour.safeParse(request.body);
    if (!parsed.success) return void response.status(400).json({ message: parsed.error.issues[0]?.message });
    behaviours.tell('workers', request.params.type, parsed.data);
    response.json({ type: request.params.type, ...parsed.data });
  });
  router.delete('/control/:department', (request: Request<{ department: string }>, response) => {
    behaviours.forget(request.params.department);
    response.sendStatus(204);
  });
  router.post('/control/:department/answer', (request: Request<{ department: string }>, response) => {
    const parsed = answerRequest.safeParse(request.body ?? {});
    if (!parsed.success) return void response.status(400).json({ message: parsed.error.issues[0]?.message });
    const keys = desk.answerHeld(request.params.department, parsed.data);
    response.json({ answered: keys.length, keys });
  });

  router.get('/ledger', (request, response) => {
    const { caseNumber, department } = request.query;
    const entries = ledger.entries({
      ...(typeof caseNumber === 'string' && { caseNumber }),
      ...(typeof department === 'string' && { department }),
    });
    response.json({ entries });
  });
  return router;
}

function loopbackOnly(request: Request, response: Response, next: NextFunction): void {
  const address = request.socket.remoteAddress ?? '';
  if (address === '::1' || /^(::ffff:)?127\./.test(address)) next();
  else response.status(403).json({ message: 'the control answers this machine only' });
}
