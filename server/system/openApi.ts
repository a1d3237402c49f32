import { z } from 'zod';
import { errors } from '../../engine/errors.ts';
import type { Route } from '../http/route.ts';

/** OpenAPI 3.1 of every declared route: schemas, roles (`x-roles`), idempotency key, CSRF token and problems. */
export function openApi(routes: readonly Route[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    (paths[path] ??= {})[route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info: { title: '一件事通 yijianshi', version: '1', description: 'Errors are RFC 9457 problems with a stable `code`.' },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'yjs_session' },
        csrf: { type: 'apiKey', in: 'header', name: 'X-CSRF' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'code', 'traceId'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            code: { type: 'string', enum: Object.keys(errors).toSorted() },
            traceId: { type: 'string' },
            details: { type: 'object', additionalProperties: true },
          },
        },
      },
    },
  };
}

function operation(route: Route): object {
  const writes = route.method !== 'GET';
  const security = route.roles === 'public' ? [] : [{ session: [], ...(writes && !route.withoutCsrf && { csrf: [] }) }];
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replace(/[^A-Za-z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: route.summary,
    'x-roles': route.roles === 'public' || route.roles === 'signed-in' ? route.roles : [...route.roles],
    security,
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
      ...(route.idempotent ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string', minLength: 8, maxLength: 200 } }] : []),
    ],
    ...requestBody(route),
    responses: {
      [route.status]: { description: 'Done', ...(route.status !== 204 && { content: { [route.produces]: { schema: schemaOf(route.response, 'output') } } }) },
      default: { description: 'Refused', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
}

function requestBody(route: Route): object | null {
  if (route.raw !== undefined) return { requestBody: { required: true, content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } } };
  if (route.body === undefined) return null;
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } };
}

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): object[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Record<string, object>; required?: string[] };
  return Object.entries(properties).map(([name, shape]) => ({ name, in: place, required: place === 'path' || required.includes(name), schema: shape }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as { $schema?: string };
  return rest;
}
