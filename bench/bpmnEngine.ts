import { EventEmitter } from 'node:events';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Program } from '../engine/program.ts';
import { bundleXml } from './bundleXml.ts';

interface OtherEngine {
  execute(options: object): Promise<{ readonly state: string; waitFor?(event: string): Promise<unknown> }>;
  waitFor(event: string): Promise<unknown>;
}

/**
 * bpmn-engine (npm, version pinned in bench/peers) on the same flow: each call done at once, each approval answered as soon as it
 * waits. The drawing is read once for all cases. Null where it is not installed.
 */
export async function bpmnEngineOf(program: Program): Promise<(() => Promise<void>) | null> {
  const require = createRequire(new URL('./peers/package.json', import.meta.url));
  let path: string;
  try {
    path = require.resolve('bpmn-engine');
  } catch {
    return null;
  }
  const { Engine } = (await import(pathToFileURL(path).href)) as { Engine: new (options: object) => OtherEngine };
  const { default: BpmnModdle } = (await import(pathToFileURL(require.resolve('bpmn-moddle')).href)) as { default: new () => { fromXML(xml: string): Promise<object> } };
  const moddleContext = await new BpmnModdle().fromXML(bundleXml(program, 'implementation="${environment.services.done}"'));
  return async () => {
    const engine = new Engine({ name: 'bundle', moddleContext });
    const listener = new EventEmitter();
    listener.on('activity.wait', (waiting: { signal(): void }) => waiting.signal());
    const ended = engine.waitFor('end');
    await engine.execute({ listener, services: { done: (_scope: unknown, callback: () => void) => callback() } });
    await ended;
  };
}
