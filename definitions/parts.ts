import { z } from 'zod';

const id = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]{0,79}$/);
const object = z.record(z.string(), z.unknown());

const shape = {
  stepForms: z.record(id, object),
  decisions: z.record(id, z.string().max(1024 * 1024)),
  scenarios: z.record(id, object),
  guide: object,
};

/**
 * What belongs to a definition beside its drawing and its matter's form: forms of its steps, decision models (DMN XML by
 * the name of the file), scenarios, and what the guide says that cannot be derived. Names in it come before the city's
 * registered ones.
 */
export const partsSchema = z.strictObject({
  stepForms: shape.stepForms.default({}),
  decisions: shape.decisions.default({}),
  scenarios: shape.scenarios.default({}),
  guide: shape.guide.default({}),
});

export type Parts = z.infer<typeof partsSchema>;

/** A change of some of the parts; one that is left out stays as it is. */
export const partsChange = z.strictObject(shape).partial();

export type PartsChange = z.infer<typeof partsChange>;

/** A definition of which nothing but the drawing and the form is known. */
export const noParts: Parts = { stepForms: {}, decisions: {}, scenarios: {}, guide: {} };

/** The parts after a change of some. */
export const withParts = (parts: Parts, change: PartsChange): Parts => ({ ...parts, ...(Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<Parts>) });
