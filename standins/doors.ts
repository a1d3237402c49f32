import { Router, raw, type Request, type Response } from 'express';
import { Webhook } from 'standardwebhooks';
import type { z } from 'zod';
import { recordRequest, workerRequest } from './contract.ts';
import type { Desk } from './desk.ts';

const bodyLimit = '1mb';

/** The routes that the outside uses: the departments' record doors and the workers' job doors. */
export function doors(desk: Desk, secretOf: (department: string) => string): Router {
  const router = Router();
  router.use(raw({ type: () => true, limit: bodyLimit }));

  router.post('/d/:department/records/:kind', async (request: Request<{ department: string; kind: string }>, response) => {
    const { department, kind } = request.params;
    const body = open(request, response, secretOf(department), recordRequest);
    if (body === undefined) return;
    if (body.kind !== kind || body.department !== department) return void response.status(400).json({ message: 'address and body differ' });
    await desk.serve({ ...body, key: keyOf(request.headers), operation: body.operation ?? kind }, response);
  });

  router.post(['/workers/:type', '/d/:department/workers/:type'], async (request: Request<{ department?: string; type: string }>, response) => {
    const { department = 'workers', type } = request.params;
    const body = open(request, response, secretOf(department), workerRequest);
    if (body === undefined) return;
    if (body.type !== type) return void response.status(400).json({ message: 'address and body differ' });
    await desk.serve({ ...body, key: keyOf(request.headers), department, kind: 'worker', operation: type }, response);
  });
  return router;
}

function keyOf(headers: Request['headers']): string {
  return String(headers['idempotency-key'] ?? '');
}

/** The signed, well-formed body; otherwise the refusal is sent and nothing is returned. */
function open<Body>(request: Pick<Request, 'body' | 'headers'>, response: Response, secret: string, schema: z.ZodType<Body>): Body | undefined {
  const bytes: Buffer = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  let json: unknown;
  try {
    json = new Webhook(secret).verify(bytes, request.headers as Record<string, string>);
  } catch {
    response.status(401).json({ message: 'signature missing, wrong or older than five minutes' });
    return undefined;
  }
  if (!/^[\x21-\x7e]{8,200}$/.test(keyOf(request.headers))) {
    response.status(400).json({ message: 'Idempotency-Key: 8 to 200 printable ASCII characters' });
    return undefined;
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  response.status(400).json({ message: `${issue?.path.join('.')}: ${issue?.message}` });
  return undefined;
}
