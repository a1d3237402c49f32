import type { ConnectorContract, ContractField } from '../../engine/register/connector.ts';
import { plainFeel } from '../feel/assist.ts';
import { noted } from '../../ui/words/joined.ts';
import { readAt, type Moddle } from './address.ts';
import type { PanelData } from './data.ts';
import { readMappings, writeMappings, type Mapping } from './mappings.ts';
import type { Writing } from './write.ts';

/** One field of the contract that a step keeps to. */
export interface ContractRow {
  readonly id: string;
  /** Its words: label, name, and what is said of it. */
  readonly label: string;
  readonly field: ContractField;
  readonly way: 'input' | 'output';
}

/** The rows of the connector that a step names; none where it names none, or one that is on no list. */
export function contractRows(element: Moddle, data: PanelData): readonly ContractRow[] {
  const contract = data.contract(readAt(element, 'gov:connector'));
  if (contract === undefined) return [];
  const rowsOf = (fields: readonly ContractField[], way: ContractRow['way']): ContractRow[] => fields.map((field) => ({ id: `contract-${way}-${field.name}`, label: wordsOf(field, way, data), field, way }));
  return [...rowsOf(contract.inputs, 'input'), ...rowsOf(contract.outputs, 'output')];
}

function wordsOf({ name, label, type, required, personal }: ContractField, way: ContractRow['way'], data: PanelData): string {
  const marks = [type === 'any' ? '' : data.text(`contract.type.${type}`), personal ? data.text('contract.personal') : ''].filter((each) => each !== '').join(' · ');
  return `${data.text(`contract.${way}`)} ${noted(data.english ? label.en : label.zh, [name, marks].filter((each) => each !== '').join(' · '))}${required ? ' *' : ''}`;
}

/** What a row is bound to: the expression an input gets, or the variable an output goes to. */
export function boundOf(element: Moddle, { field: { name }, way }: ContractRow): string {
  if (way === 'input') return readMappings(element, 'inputParameters').find(({ target }) => target === name)?.source ?? '';
  return readMappings(element, 'outputParameters').find(({ source }) => plainFeel(source) === name)?.target ?? '';
}

/** Binds a row; an empty text unbinds it. Lines of other names stay. */
export function bind(writing: Writing, element: { readonly businessObject: unknown }, { field: { name }, way }: ContractRow, text: string): void {
  const list = way === 'input' ? 'inputParameters' : 'outputParameters';
  const lines = readMappings(element.businessObject as Moddle, list);
  writeMappings(writing, element, list, way === 'input' ? withInput(lines, name, text) : withOutput(lines, name, text));
}

/** The lines with an input of that name, in its place; without it where the expression is empty. */
export const withInput = (lines: readonly Mapping[], target: string, source: string): readonly Mapping[] => replaced(lines, (line) => line.target === target, source === '' ? null : { source, target });

const withOutput = (lines: readonly Mapping[], name: string, target: string): readonly Mapping[] => replaced(lines, ({ source }) => plainFeel(source) === name, target === '' ? null : { source: `= ${name}`, target });

function replaced(lines: readonly Mapping[], isIt: (line: Mapping) => boolean, next: Mapping | null): readonly Mapping[] {
  const at = lines.findIndex(isIt);
  const put = next === null ? [] : [next];
  return at === -1 ? [...lines, ...put] : lines.flatMap((line, index) => (index === at ? put : isIt(line) ? [] : [line]));
}

/** What is written at a step that names a connector: with it the department, record kind and answer it is registered with. `undefined`: none is named. */
export function connectorTerms(contract: ConnectorContract | undefined): Readonly<Record<string, string>> {
  if (contract === undefined) return { 'gov:connector': '' };
  const { code, department, operation, mode } = contract;
  return { 'gov:connector': code, ...(department === null ? {} : { 'gov:department': department }), 'gov:operation': operation, 'gov:mode': mode };
}
