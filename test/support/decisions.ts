/** A decision model from the inner XML of its elements. */
export const model = (content: string, { name = 'm', namespace = 'urn:m', more = '' } = {}): string =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="def" name="${name}" namespace="${namespace}" ${more}>${content}</definitions>`;

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const typed = (type?: string): string => (type ? ` typeRef="${type}"` : '');

export const input = (name: string, type?: string): string => `<inputData id="${name}" name="${name}"><variable name="${name}"${typed(type)}/></inputData>`;

/** A decision by its logic; it requires other elements by their ids (`input:a`, `decision:b`, `knowledge:c`). */
export const decision = (id: string, logic: string, requires: readonly string[] = [], type?: string): string =>
  `<decision id="${id}" name="${id}"><variable name="${id}"${typed(type)}/>${requires.map(requirement).join('')}${logic}</decision>`;

function requirement(text: string): string {
  const [kind, id] = text.split(':') as [string, string];
  if (kind === 'knowledge') return `<knowledgeRequirement><requiredKnowledge href="#${id}"/></knowledgeRequirement>`;
  return `<informationRequirement><required${kind === 'input' ? 'Input' : 'Decision'} href="#${id}"/></informationRequirement>`;
}

export const literal = (text: string, type?: string): string => `<literalExpression${typed(type)}><text>${escaped(text)}</text></literalExpression>`;

export interface TableWith {
  readonly id?: string;
  readonly policy?: string;
  readonly aggregation?: string;
  /** Input expressions, `text` or `text:type`. */
  readonly inputs: readonly string[];
  /** Outputs: name, and values in order of priority, and a default. */
  readonly outputs: readonly { readonly name?: string; readonly values?: string; readonly fallback?: string }[];
  /** Rows of cells: tests, then outputs. Their ids are r1, r2 ..., after the table's id where it has one. */
  readonly rules: readonly (readonly string[])[];
}

export const table = ({ id = 't', policy = 'UNIQUE', aggregation, inputs, outputs, rules }: TableWith): string =>
  `<decisionTable id="${id}" hitPolicy="${policy}"${aggregation ? ` aggregation="${aggregation}"` : ''}>` +
  inputs.map((each) => `<input><inputExpression${typed(each.split(':')[1])}><text>${escaped(each.split(':')[0]!)}</text></inputExpression></input>`).join('') +
  outputs.map(({ name, values, fallback }) => `<output${name ? ` name="${name}"` : ''}>${values ? `<outputValues><text>${escaped(values)}</text></outputValues>` : ''}${fallback ? `<defaultOutputEntry><text>${escaped(fallback)}</text></defaultOutputEntry>` : ''}</output>`).join('') +
  rules.map((cells, i) => `<rule id="${id === 't' ? '' : id}r${i + 1}">${cells.map((cell, at) => (at < inputs.length ? `<inputEntry><text>${escaped(cell)}</text></inputEntry>` : `<outputEntry><text>${escaped(cell)}</text></outputEntry>`)).join('')}</rule>`).join('') +
  '</decisionTable>';
