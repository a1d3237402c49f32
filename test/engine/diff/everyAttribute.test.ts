import { describe, expect, test } from '@jest/globals';
import { BpmnModdle } from 'bpmn-moddle';
import bpmn from 'bpmn-moddle/resources/bpmn/json/bpmn.json' with { type: 'json' };
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import gov from '../../../definitions/gov.json' with { type: 'json' };
import { compareDescribed } from '../../../engine/diff/compareDescribed.ts';
import { describeDrawing } from '../../../engine/diff/describeDrawing.ts';
import type { Drawn } from '../../../engine/drawn.ts';

interface Property { readonly name: string; readonly type: string; readonly isMany?: boolean; readonly isReference?: boolean; readonly isVirtual?: boolean; readonly default?: unknown; readonly ns: { readonly localName: string } }
interface Made extends Drawn { set(name: string, value: unknown): void; $instanceOf(type: string): boolean; readonly $descriptor: { readonly properties: readonly Property[] } }
interface Type { readonly name: string; readonly isAbstract?: boolean; readonly superClass?: readonly string[] }

const moddle = new BpmnModdle({ zeebe, gov }) as unknown as { create(type: string, values?: object): Made; registry: { typeMap: Record<string, Type> } };
const types = Object.entries(moddle.registry.typeMap).filter(([name]) => /^(bpmn|zeebe):/.test(name));

/** What is no change by decision: pictures, the other end of what a flow says, and who drew it. */
const SAYS_NOTHING = new Set(['id', 'diagrams', 'incoming', 'outgoing', 'exporter', 'exporterVersion']);

/** Every kind of element that can be made, with the properties it has by every descriptor. */
const kinds = types.filter(([, type]) => !type.isAbstract).flatMap(([name]) => {
  try {
    const properties = moddle.create(name, {}).$descriptor.properties.filter(({ ns, isVirtual }) => !isVirtual && !SAYS_NOTHING.has(ns.localName));
    return [{ name, properties }];
  } catch {
    return [];
  }
});

describe('every attribute of every kind of element shows when it changes', () => {
  test('there are as many kinds as the descriptors know', () => {
    expect(kinds.length).toBeGreaterThan(140);
    expect(kinds.flatMap(({ properties }) => properties).length).toBeGreaterThan(1500);
  });

  test.each(kinds)('$name', ({ name, properties }) => {
    const silent = properties.filter((property) => {
      const before = placed(name);
      const after = placed(name);
      change(after.element, property);
      return compareDescribed('flow', describeDrawing(before.whole), describeDrawing(after.whole)).length === 0;
    });

    expect(silent.map((property) => property.name)).toEqual([]);
  });
});

/** The element where it may stand: as a thing of its own, else as a part of a task. */
function placed(type: string): { whole: Made; element: Made } {
  const make = (name: string, values: object = {}) => moddle.create(name, values);
  const process = make('bpmn:Process', { id: 'p' });
  const whole = make('bpmn:Definitions', { id: 'd', rootElements: [process] });
  if (type === 'bpmn:Definitions') return { whole, element: whole };
  const element = make(type, 'id' in make(type).$descriptor ? {} : { id: 'x' });
  const into = (holder: Made, name: string) => holder.set(name, [element]);
  if (element.$instanceOf('bpmn:FlowElement')) into(process, 'flowElements');
  else if (element.$instanceOf('bpmn:Artifact')) into(process, 'artifacts');
  else if (element.$instanceOf('bpmn:LaneSet')) into(process, 'laneSets');
  else if (element.$instanceOf('bpmn:Lane')) process.set('laneSets', [make('bpmn:LaneSet', { id: 'l', lanes: [element] })]);
  else if (element.$instanceOf('bpmn:Participant') || element.$instanceOf('bpmn:MessageFlow')) whole.set('rootElements', [process, make('bpmn:Collaboration', { id: 'c', [element.$instanceOf('bpmn:Participant') ? 'participants' : 'messageFlows']: [element] })]);
  else if (element.$instanceOf('bpmn:RootElement')) whole.set('rootElements', [process, element]);
  else process.set('flowElements', [make('bpmn:Task', { id: 't', extensionElements: make('bpmn:ExtensionElements', { values: [element] }) })]);
  return { whole, element };
}

function change(element: Made, { name, type, isMany, default: usual }: Property): void {
  const value = other(type, usual);
  element.set(name, isMany ? [value] : value);
}

/** A value of the type that isn't the usual one. */
function other(type: string, usual: unknown): unknown {
  const literals = bpmn.enumerations.find(({ name }) => `bpmn:${name}` === type)?.literalValues;
  if (literals) return literals.find(({ name }) => name !== usual)!.name;
  if (type === 'Boolean') return usual !== true;
  if (type === 'Integer' || type === 'Real') return Number(usual ?? 1) + 6;
  if (type === 'String') return 'something else';
  const concrete = type === 'Element' || type === 'bpmn:Element' ? 'zeebe:TaskDefinition' : (types.find(([name, each]) => !each.isAbstract && descends(name, type))?.[0] ?? type);
  return moddle.create(concrete, { id: 'other' });
}

function descends(name: string, from: string): boolean {
  if (name === from) return true;
  return (moddle.registry.typeMap[name]?.superClass ?? []).some((above) => descends(above.includes(':') ? above : `${name.split(':')[0]}:${above}`, from));
}
