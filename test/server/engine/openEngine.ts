import { hashText } from '../../../engine/canonical.ts';
import { createDepartmentServices } from '../../../server/departments/services.ts';
import { openLog } from '../../../server/log.ts';
import { createCaseServices } from '../../../server/outbox/services.ts';
import { deriveMasterKey } from '../../../server/personal/masterKey.ts';
import { createPostPort } from '../../../server/post/port.ts';
import { seedCalendars } from '../../../server/system/seedCity.ts';
import { openTestApp } from '../support/openTestApp.ts';
import { drawing } from '../../support/drawing.ts';
import { coreCases } from './coreCases.ts';

const root = '<message id="m_go" name="go"/><message id="m_keyed" name="keyed"><extensionElements><zeebe:subscription correlationKey="=order"/></extensionElements></message><signal id="s_all" name="all"/>';

/** A drawing of one process with messages `go` and `keyed` (key: the variable `order`) and the signal `all`. */
export const file = (id: string, content: string) => ({ name: `${id}.bpmn`, xml: drawing(content, { id, more: root }) });

export const toMessage = (name: 'go' | 'keyed' = 'go') => `<messageEventDefinition messageRef="m_${name}"/>`;
export const toSignal = '<signalEventDefinition signalRef="s_all"/>';
export const after = (duration: string) => `<timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition>`;
export const caught = (id: string, definition: string) => `<intermediateCatchEvent id="${id}">${definition}</intermediateCatchEvent>`;
export const thrown = (id: string, definition: string) => `<intermediateThrowEvent id="${id}">${definition}</intermediateThrowEvent>`;

interface Deployment { id: string; now: string | null; processes: { key: string; version: number; current: boolean; starts: object[] }[]; problems: object[]; withdrawn: object | null }

/** The API over cases that run on the core, with an administrator signed in. */
export async function openEngine({ demo = true, databaseUrl = null as string | null } = {}) {
  const log = openLog({ logLevel: 'silent' }, 'test');
  const master = deriveMasterKey(Buffer.alloc(32, 7));
  const core = coreCases(() => api.orm, () => createPostPort(services().outbox));
  let made: ReturnType<typeof createCaseServices> | undefined;
  const services = () => (made ??= createCaseServices({ orm: api.orm, cases: core.cases, master, log }));
  const api = await openTestApp({
    config: { demo, databaseUrl },
    services: { get cases() { return services(); }, departments: createDepartmentServices(master), city: { seeded: () => true } } as never,
  });
  await seedCalendars(api.context);
  const administrator = await api.signedIn('admin', ['administrator']);
  return {
    ...api, administrator, settings: core.settings, services: services(),
    async deploy(files: object[], more: object = {}): Promise<Deployment> {
      return (await administrator.send('post', '/api/engine/deployments', { files, ...more }).expect(201)).body as Deployment;
    },
    async start(process: string, more: object = {}, key?: string): Promise<string> {
      return ((await administrator.send('post', '/api/engine/instances', { process, ...more }, key).expect(201)).body as { id: string }).id;
    },
    async see(id: string) {
      return (await administrator.get(`/api/engine/instances/${id}`).expect(200)).body as { state: string; tasks: { id: string; element: string }[]; waiting: object[]; incidents: { code: string }[]; elements: { element: string; completed: number; cancelled: number }[]; history: { element: string; how: string }[]; variables: Record<string, unknown>; now: string | null };
    },
    async completeTask(element: string, variables: object = {}) {
      const [task] = (await administrator.get(`/api/engine/tasks?element=${element}`).expect(200)).body as { id: string }[];
      return administrator.send('post', `/api/engine/tasks/${task!.id}/completion`, { variables });
    },
    key: (text: string) => hashText(text).slice(0, 32),
  };
}

export type Engine = Awaited<ReturnType<typeof openEngine>>;
