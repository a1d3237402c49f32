import { createHash, createPrivateKey, createPublicKey, hkdfSync, sign, verify, type KeyObject } from 'node:crypto';
import type { MasterKey } from '../personal/masterKey.ts';

/** PKCS #8 around the 32 bytes of an Ed25519 private key (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The key this platform signs packs with; it follows from the master key and never leaves the process. */
export function signingKey({ wrapping }: Pick<MasterKey, 'wrapping'>): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', wrapping, Buffer.alloc(0), 'yijianshi/pack-signature', 32));
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

/** The public half, as DER in base64: what a pack carries. */
export const publicKeyOf = (key: KeyObject): string => createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64');

/** By what people compare keys: the first 16 hex digits of the key's SHA-256. */
export const fingerprintOf = (publicKey: string): string => createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16);

export const signBytes = (key: KeyObject, bytes: Buffer): string => sign(null, bytes, key).toString('base64');

/** Whether a text is the public half of a key that signs packs. */
export function isSigningKey(publicKey: string): boolean {
  try {
    return createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' }).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

/** Whether the signature was made over the bytes with the key; false for anything that is no Ed25519 key or signature. */
export function verifyBytes(publicKey: string, bytes: Buffer, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' && verify(null, bytes, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
