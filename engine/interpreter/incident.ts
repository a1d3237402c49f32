/** Thrown inside a step to stop one token as an incident; it never leaves the interpreter. */
export class IncidentRaised extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'IncidentRaised';
    this.code = code;
  }
}
