import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import gov from '../definitions/gov.json' with { type: 'json' };
import type { Drawn } from './drawn.ts';

/** A read drawing: the root element, every element by id, and what moddle complained about. */
export interface Drawing {
  readonly definitions: Drawn;
  readonly warnings: readonly { readonly message: string; readonly elementId?: string }[];
}

/** References that other tools write as the plain name of a variable: they are kept as they stand. */
const BY_NAME: ReadonlySet<string> = new Set(['bpmn:loopDataInputRef', 'bpmn:loopDataOutputRef']);

/**
 * Reads BPMN 2.0 XML with the zeebe and gov extensions. The one file that knows bpmn-moddle; never reached from a
 * workflow.
 * @throws Error with moddle's message when the text is no BPMN at all.
 */
export async function readBpmn(xml: string): Promise<Drawing> {
  const moddle = newModdle();
  const { rootElement, warnings, references, elementsById } = await moddle.fromXML(xml);
  const kept = references.filter(({ property, id }) => BY_NAME.has(property) && !elementsById[id]);
  for (const { element, property, id } of kept) {
    const named = Object.assign(moddle.create('bpmn:Property', { id }), { $parent: rootElement });
    element.set(property, named);
  }
  const isKept = (warning: object): boolean => kept.some(({ element, id }) => 'value' in warning && warning.value === id && 'element' in warning && warning.element === element);
  return {
    definitions: rootElement as unknown as Drawn,
    warnings: warnings.filter((warning) => !isKept(warning)).map((warning) => {
      const element = (warning as { element?: { id?: string } }).element;
      return { message: warning.message, ...(element?.id ? { elementId: element.id } : {}) };
    }),
  };
}

/** Writes a read drawing again: foreign attributes and elements are kept. */
export async function writeBpmn(definitions: Drawn): Promise<string> {
  const { xml } = await newModdle().toXML(definitions as never, { format: true });
  return xml;
}

function newModdle(): BpmnModdle {
  const moddle = new BpmnModdle({ zeebe, gov });
  // BPMN's schema has the script of a global script task as a child, as that of a script task; moddle takes it for an attribute.
  const script = moddle.registry.typeMap['bpmn:GlobalScriptTask']?.properties.find(({ name }) => name === 'bpmn:script');
  if (script) script.isAttr = false;
  return moddle;
}
