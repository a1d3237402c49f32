import { walkXml } from '../../../engine/xml/walkXml.ts';

/** A file of tests in the decision kit's own format (`testCases.xsd`). */
export interface TestFile {
  /** File name of the model under test. */
  readonly model: string;
  readonly cases: readonly TestCase[];
}

export interface TestCase {
  readonly id: string;
  /** Decision service or knowledge model to call instead of a decision. */
  readonly invocable?: string;
  readonly inputs: readonly { readonly name: string; readonly namespace?: string; readonly value: ValueNode }[];
  readonly results: readonly { readonly name: string; readonly error: boolean; readonly value: ValueNode }[];
}

/** A value as the file writes it. */
export type ValueNode =
  | { readonly kind: 'nil' }
  | { readonly kind: 'text'; readonly type: string; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly ValueNode[] }
  | { readonly kind: 'context'; readonly members: Readonly<Record<string, ValueNode>> };

/** @throws XmlError when the text is no XML. */
export function readTests(xml: string): TestFile {
  const root = treeOf(xml);
  return { model: first(root, 'modelName')?.text.trim() ?? '', cases: all(root, 'testCase').map(readCase) };
}

function readCase(node: Tree, i: number): TestCase {
  const invocable = node.attributes.get('invocableName');
  return {
    id: node.attributes.get('id') ?? String(i + 1),
    ...(invocable ? { invocable } : {}),
    inputs: all(node, 'inputNode').map((input) => {
      const namespace = input.attributes.get('namespace');
      return { name: input.attributes.get('name') ?? '', ...(namespace ? { namespace } : {}), value: valueOf(input) };
    }),
    results: all(node, 'resultNode').map((result) => ({
      name: result.attributes.get('name') ?? '',
      error: result.attributes.get('errorResult') === 'true',
      value: valueOf(first(result, 'expected')),
    })),
  };
}

function valueOf(node: Tree | undefined): ValueNode {
  const [value, list, members] = node ? [first(node, 'value'), first(node, 'list'), all(node, 'component')] : [undefined, undefined, []];
  if (members.length > 0) return { kind: 'context', members: Object.fromEntries(members.map((each) => [each.attributes.get('name') ?? '', valueOf(each)])) };
  if (list) return isNil(list) ? { kind: 'nil' } : { kind: 'list', items: all(list, 'item').map(valueOf) };
  if (!value || isNil(value)) return { kind: 'nil' };
  return { kind: 'text', type: local(attribute(value, 'type') ?? 'xsd:string'), text: value.text };
}

const isNil = (node: Tree): boolean => attribute(node, 'nil') === 'true';

/** An element with what stands in it. */
interface Tree {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: Tree[];
  text: string;
}

function treeOf(xml: string): Tree {
  const root: Tree = { name: '', attributes: new Map(), children: [], text: '' };
  const open = [root];
  walkXml(xml, {
    open({ name, attributes }) {
      const node: Tree = { name: local(name), attributes, children: [], text: '' };
      open.at(-1)!.children.push(node);
      open.push(node);
    },
    close: () => void open.pop(),
    text: (text) => void (open.at(-1)!.text += text),
  });
  return root.children[0] ?? root;
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1);
const attribute = (node: Tree, name: string): string | undefined => [...node.attributes].find(([key]) => local(key) === name)?.[1];
const all = (node: Tree, name: string): Tree[] => node.children.filter((each) => each.name === name);
const first = (node: Tree, name: string): Tree | undefined => all(node, name)[0];
