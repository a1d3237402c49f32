import { z } from 'zod';
import { definitionKey } from '../catalog/definitionKey.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);
const names = z.record(z.string().max(60), z.string().max(200));

/** What a pack says of itself; every file is named with its hash, and the names its codes have where it comes from. */
export const manifestSchema = z.strictObject({
  format: z.literal('yijianshi-pack/1'),
  key: definitionKey,
  name: z.string().min(1).max(200),
  /** Published version it was made from; null for a draft. */
  version: z.int().min(1).nullable(),
  contentHash: hex.nullable(),
  files: z.array(z.strictObject({ path: z.string().max(200), sha256: hex, bytes: z.int().min(0) })).min(1).max(200),
  /** Codes used inside with the names they have there: what an importing city maps to its own. */
  names: z.strictObject({ departments: names, items: names, register: z.string().max(60).nullable() }),
  calendars: z.array(z.string().max(60)),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The signature over the bytes of manifest.json. */
export const signatureSchema = z.strictObject({ algorithm: z.literal('Ed25519'), publicKey: z.base64(), signature: z.base64() });
