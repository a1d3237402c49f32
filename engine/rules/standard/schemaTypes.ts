/** BPMN's schema as a table, as far as what is written where goes: `scripts/schemaTable.ts` reads it from the schema itself. */
export interface Schema {
  /** The type of each element that may be written. */
  readonly elements: Readonly<Record<string, string>>;
  /** Elements that may stand where another is named (substitution groups): `userTask` for `flowElement`. */
  readonly instead: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, SchemaType>>;
  /** The values that an attribute of a type may have, where they are listed. */
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** What an element of one type has beside what its base has. */
export interface SchemaType {
  readonly base?: string;
  readonly abstract?: true;
  /** Text may stand between its children. */
  readonly text?: true;
  /** Child elements in their order: name (`*` for any), least and most of them (null: any number), and the type where it is not the element's own. */
  readonly children: readonly (readonly [name: string, least: number, most: number | null, type?: string])[];
  /** Attributes by name: their type, with `!` where they are required. */
  readonly attributes: Readonly<Record<string, string>>;
}
