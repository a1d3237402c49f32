declare module 'bpmn-moddle' {
  /** What of bpmn-moddle is used here: its own types describe the generated model, not the reader. */
  export class BpmnModdle {
    readonly registry: { readonly typeMap: Readonly<Record<string, { readonly properties: { readonly name: string }[] }>> };
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string): Promise<{
      rootElement: object;
      warnings: Error[];
      references: { element: { get(name: string): unknown; set(name: string, value: unknown): void }; property: string; id: string }[];
      elementsById: Record<string, object>;
    }>;
    create(type: string, properties: Record<string, unknown>): object;
    toXML(element: object, options?: { format?: boolean }): Promise<{ xml: string }>;
  }
}
