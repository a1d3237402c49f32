import type { OpenTag } from './walkXml.ts';

/** The prefix by which we call a namespace, whatever the file calls it; BPMN itself has none. */
const canonicalPrefixes: Readonly<Record<string, string>> = {
  'http://www.omg.org/spec/BPMN/20100524/MODEL': '',
  'http://www.omg.org/spec/BPMN/20100524/DI': 'bpmndi',
  'http://www.omg.org/spec/DD/20100524/DI': 'di',
  'http://www.omg.org/spec/DD/20100524/DC': 'dc',
  'https://yijianshi.example/schema/gov/1.0': 'gov',
  'http://camunda.org/schema/zeebe/1.0': 'zeebe',
};

/** Follows `xmlns` declarations and gives tags and attributes their canonical names. */
export class Namespaces {
  readonly #scopes: Map<string, string>[] = [new Map()];

  /** Enters an element; returns its own canonical name and its attributes without the declarations. */
  enter(tag: OpenTag): { readonly name: string; readonly attributes: ReadonlyMap<string, string> } {
    let scope = this.#scopes.at(-1) as Map<string, string>;
    for (const [name, value] of tag.attributes) {
      if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
      if (scope === this.#scopes.at(-1)) scope = new Map(scope);
      scope.set(name === 'xmlns' ? '' : name.slice(6), value);
    }
    this.#scopes.push(scope);
    const attributes = new Map<string, string>();
    for (const [name, value] of tag.attributes) {
      if (name === 'xmlns' || name.startsWith('xmlns:')) continue;
      // An attribute without prefix belongs to its element, not to the default namespace.
      attributes.set(name.includes(':') ? canonical(scope, name) : name, value);
    }
    return { name: canonical(scope, tag.name), attributes };
  }

  /** Namespaces by prefix as they are declared inside the element entered last; the default one has none. */
  get scope(): ReadonlyMap<string, string> {
    return this.#scopes.at(-1)!;
  }

  leave(): void {
    this.#scopes.pop();
  }
}

/** `prefix:local` with our prefix; an unknown namespace is written out, so that it is never taken for one of ours. */
function canonical(scope: ReadonlyMap<string, string>, written: string): string {
  const colon = written.indexOf(':');
  const prefix = colon < 0 ? '' : written.slice(0, colon);
  const local = written.slice(colon + 1);
  const uri = scope.get(prefix);
  const known = uri === undefined ? undefined : Object.hasOwn(canonicalPrefixes, uri) ? canonicalPrefixes[uri] : undefined;
  if (known === '') return local;
  if (known !== undefined) return `${known}:${local}`;
  return `{${uri ?? prefix}}${local}`;
}
