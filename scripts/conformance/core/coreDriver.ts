import { decodeDrawing } from '../../../engine/xml/decode.ts';
import { compileTogether, type FileProblem } from '../../../engine/deployment.ts';
import { executions } from '../../../engine/history.ts';
import { subscriptionsOf } from '../../../engine/subscriptions.ts';
import type { EngineDriver, MainView, View } from '../driver.ts';
import type { CoreInstance } from './instance.ts';
import { World } from './world.ts';

/** Runs cases on the pure core: no server, no Temporal, virtual time. */
export function coreDriver(): EngineDriver {
  let world: World | null = null;
  const here = (): World => {
    if (!world) throw new Error('nothing was deployed');
    return world;
  };
  return {
    async deploy(files, workers) {
      world = null;
      const { programs, problems } = await compileTogether(files.map(({ name, bytes }) => ({ name, xml: decodeDrawing(bytes) })), { profile: 'bpmn' });
      const errors = problems.filter(({ severity }) => severity === 'error');
      if (errors.length > 0) return errors.map(inWords);
      world = new World(programs, workers, new Date().toISOString());
      world.settle();
      return [];
    },
    async start(process, variables, main) {
      here().start(process, variables, main);
    },
    async message({ name, key, variables, all }) {
      here().message(name, key, variables, all);
    },
    async signal(name, variables) {
      here().signal(name, variables);
    },
    async complete(element, variables) {
      here().complete(element, variables);
    },
    async setVariables(variables) {
      here().setVariables(variables);
    },
    async wait(duration) {
      here().pass(duration);
    },
    see: async () => view(here()),
    async end() {
      world = null;
    },
  };
}

function view({ instances, main }: World): View {
  const waiting: Record<string, number> = {};
  for (const { element } of instances.flatMap((instance) => instance.openTasks())) waiting[element] = (waiting[element] ?? 0) + 1;
  return { main: main && mainView(main), waiting, over: instances.flatMap(({ program, log }) => executions(program, log)) };
}

function mainView(instance: CoreInstance): MainView {
  const { state } = instance;
  const root = Object.values(state.instances).find(({ parent }) => parent === null);
  const incidents = Object.values(state.incidents);
  const waits = instance.openTasks().length > 0 || subscriptionsOf(state).length > 0 || instance.due !== null;
  const running = incidents.length === 0 ? [state.status] : ['incident', 'failed', 'error', ...(waits ? ['running'] : [])];
  return {
    states: state.status === 'cancelled' ? ['terminated'] : state.status === 'running' ? running : [state.status],
    incidents: incidents.map(({ instance: at, code, message }) => `${code} at ${state.instances[at]?.node ?? 'the process'}: ${message}`),
    variables: root?.variables ?? {},
  };
}

const inWords = ({ file, elementId, code, params }: FileProblem): string =>
  `${file} ${elementId || '-'} ${code}${params ? ` (${Object.entries(params).filter(([name]) => name !== 'name').map(([name, value]) => `${name}: ${value}`).join(', ')})` : ''}`;
