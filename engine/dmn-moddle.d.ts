declare module 'dmn-moddle' {
  /** What of dmn-moddle is used here: the reader. */
  export class DmnModdle {
    constructor(packages?: Record<string, unknown>);
    fromXML(xml: string): Promise<{ rootElement: object; warnings: Error[] }>;
  }
}
