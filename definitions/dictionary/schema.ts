import { z } from 'zod';
import { fieldSchema } from '../forms/schema.ts';

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** The data dictionary of a city: fields that forms are made of, in groups as designers look for them. */
export const dictionarySchema = z.strictObject({ note: text, groups: z.array(z.strictObject({ id: z.string(), name: text, fields: z.array(fieldSchema).min(1) })).min(1) });
