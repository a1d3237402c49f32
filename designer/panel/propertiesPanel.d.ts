/** The panel packages ship without types; these are the parts we use. */
declare module '@bpmn-io/properties-panel' {
  type Component = (props: never) => unknown;
  export const Group: Component;
  export const TextFieldEntry: Component;
  export const TextAreaEntry: Component;
  export const SelectEntry: Component;
  export const CheckboxEntry: Component;
  export function isTextFieldEntryEdited(node: unknown): boolean;
  export function isTextAreaEntryEdited(node: unknown): boolean;
  export function isSelectEntryEdited(node: unknown): boolean;
  export function isCheckboxEntryEdited(node: unknown): boolean;
}

declare module '@bpmn-io/properties-panel/preact' {
  export { h, render } from 'preact';
}

declare module '@bpmn-io/properties-panel/preact/hooks' {
  export { useEffect, useRef, useState } from 'preact/hooks';
}

declare module 'bpmn-js-properties-panel' {
  export const BpmnPropertiesPanelModule: Record<string, unknown>;
}

declare module 'bpmn-js-create-append-anything' {
  export const CreateAppendAnythingModule: Record<string, unknown>;
}

declare module 'diagram-js-grid' {
  const module: Record<string, unknown>;
  export default module;
}

declare module 'diagram-js-minimap' {
  const module: Record<string, unknown>;
  export default module;
}
