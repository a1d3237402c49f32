import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { dictionaries } from './dictionaries.ts';

/** A payload can't be read: no key of that name here, or the bytes were changed. The message names keys, never content. */
export class PayloadUnreadable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PayloadUnreadable';
  }
}

const encoding = 'binary/encrypted';
const text = (value: string): Uint8Array => new Uint8Array(Buffer.from(value));
const read = (value: Uint8Array | null | undefined): string => Buffer.from(value ?? []).toString();

/** Payloads of this size and more are compressed first. Bytes. */
const compressFrom = 64;

/** Payloads below this size need no window of 32 KB: making one takes longer than to fill it. Bytes. */
const smallUpTo = 4_096;
const smallWindow = { windowBits: 13, memLevel: 6 } as const;

/** Decompressed payloads beyond this are refused; Temporal itself takes 2 MB. Bytes. */
const largest = 8 * 1024 * 1024;

interface PayloadKey {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * Encrypts everything that a case hands to Temporal with AES-256-GCM under a key derived from the platform's master
 * key (32 bytes). The key's id stands in the metadata, so that an earlier master key in `former` still opens what it
 * closed, and a history that comes with no key at all fails by name instead of by noise.
 */
export function createCodec(masterKey: Uint8Array, former: readonly Uint8Array[] = []): PayloadCodec {
  const current = derive(masterKey);
  const keys = new Map([...former.map(derive), current].map((each) => [each.id, each]));
  return {
    encode: async (payloads) => payloads.map((payload) => close(payload, current)),
    decode: async (payloads) => payloads.map((payload) => (read(payload.metadata?.encoding) === encoding ? open(payload, keys) : payload)),
  };
}

function derive(masterKey: Uint8Array): PayloadKey {
  if (masterKey.length !== 32) throw new Error(`Expected a master key of 32 bytes, but got ${masterKey.length}`);
  const derive32 = (purpose: string, length: number) => Buffer.from(hkdfSync('sha256', masterKey, '', purpose, length));
  return { key: derive32('yijianshi/temporal-payload/1', 32), id: derive32('yijianshi/temporal-payload-id/1', 8).toString('hex') };
}

function close(payload: Payload, { id, key }: PayloadKey): Payload {
  const plain = pack(payload);
  const small = plain.length >= compressFrom ? deflateRawSync(plain, { dictionary: dictionaries.words1, ...(plain.length < smallUpTo && smallWindow) }) : null;
  const compressed = small !== null && small.length < plain.length;
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(`${id}${compressed ? '/words1' : ''}`));
  const body = Buffer.concat([cipher.update(compressed ? small : plain), cipher.final()]);
  return {
    metadata: { encoding: text(encoding), key: text(id), ...(compressed && { compression: text('words1') }) },
    data: new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), body])),
  };
}

function open(payload: Payload, keys: ReadonlyMap<string, PayloadKey>): Payload {
  const id = read(payload.metadata?.key);
  const found = keys.get(id);
  if (!found) throw new PayloadUnreadable(`The payload was encrypted with key ${id}, which is not here (known: ${[...keys.keys()].join(', ')})`);
  const compression = read(payload.metadata?.compression);
  const data = Buffer.from(payload.data ?? []);
  const decipher = createDecipheriv('aes-256-gcm', found.key, data.subarray(0, 12));
  decipher.setAAD(Buffer.from(`${id}${compression === '' ? '' : `/${compression}`}`));
  decipher.setAuthTag(data.subarray(12, 28));
  try {
    const body = Buffer.concat([decipher.update(data.subarray(28)), decipher.final()]);
    return unpack(compression === '' ? body : inflateRawSync(body, { maxOutputLength: largest, dictionary: dictionaries[compression as keyof typeof dictionaries] }));
  } catch {
    throw new PayloadUnreadable(`The payload does not open with key ${id}: its bytes were changed`);
  }
}

/** Length of the metadata in two bytes, the metadata as JSON of base64 texts, the data. */
function pack({ metadata, data }: Payload): Buffer {
  const names = Object.entries(metadata ?? {}).map(([name, value]) => [name, Buffer.from(value).toString('base64')]);
  const head = Buffer.from(JSON.stringify(Object.fromEntries(names)));
  const length = Buffer.alloc(2);
  length.writeUInt16BE(head.length);
  return Buffer.concat([length, head, data ?? Buffer.alloc(0)]);
}

function unpack(packed: Buffer): Payload {
  const start = 2 + packed.readUInt16BE(0);
  const head = JSON.parse(packed.subarray(2, start).toString()) as Record<string, string>;
  return {
    metadata: Object.fromEntries(Object.entries(head).map(([name, value]) => [name, new Uint8Array(Buffer.from(value, 'base64'))])),
    data: new Uint8Array(packed.subarray(start)),
  };
}
