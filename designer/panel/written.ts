import { readAt, type Moddle } from './address.ts';
import { connectorTerms } from './contract.ts';
import type { PanelData } from './data.ts';
import type { PanelField } from './fields.ts';
import { readWait, recounted, waitValues } from './wait.ts';

/** What a field shows of an element: its attribute, or what several of them say together. */
export function readField(element: Moddle, { name, attribute }: PanelField): string {
  if (name === 'waitUnit') return readWait(element).unit;
  return name === 'waitAmount' ? readWait(element).amount : readAt(element, attribute);
}

/** What is written when a field gets a value, by address: a connector brings its terms with it, a wait is one of two attributes. */
export function valuesOf(element: Moddle, { name, input, attribute }: PanelField, value: string, { contract }: Pick<PanelData, 'contract'>): Readonly<Record<string, string>> {
  if (input === 'connector') return connectorTerms(contract(value));
  if (name === 'waitUnit') return recounted(element, value);
  return name === 'waitAmount' ? waitValues(readWait(element).unit, value) : { [attribute]: value };
}
