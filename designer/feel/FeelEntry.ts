import { TextAreaEntry } from '@bpmn-io/properties-panel';
import { h } from '@bpmn-io/properties-panel/preact';
import { FeelHelp } from './FeelHelp.ts';

interface FeelProps {
  readonly id: string;
  readonly label: string;
  readonly disabled?: boolean;
  getValue(): string;
}

/** A field of the panel that holds an expression. */
export const FeelEntry = (props: FeelProps) => h(FeelHelp, { value: props.getValue() }, h(TextAreaEntry as never, props as never));
