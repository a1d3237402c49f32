import { describe, expect, test } from '@jest/globals';
import { createCipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { defaultPayloadConverter } from '@temporalio/common';
import { dictionaries } from '../../activities/dictionaries.ts';
import { createCodec, PayloadUnreadable } from '../../activities/codec.ts';

const payloadOf = (value: unknown) => defaultPayloadConverter.toPayload(value)!;
const valueOf = (payload: Parameters<typeof defaultPayloadConverter.fromPayload>[0]) => defaultPayloadConverter.fromPayload(payload);
const bytes = (payload: { data?: Uint8Array | null }) => Buffer.from(payload.data ?? []);

describe('payload codec', () => {
  test.each([
    ['nothing', undefined],
    ['a short text', '申请人'],
    ['a long, repetitive document', { rows: Array.from({ length: 500 }, (_, n) => ({ n, name: '供水接入' })) }],
    ['bytes', new Uint8Array([0, 255, 1])],
  ])('brings back %s unchanged', async (_, value) => {
    const codec = createCodec(randomBytes(32));
    const [closed] = await codec.encode([payloadOf(value)]);
    const [opened] = await codec.decode([closed!]);
    expect(valueOf(opened!)).toEqual(value);
  });

  test('leaves no plain text in what is stored', async () => {
    const [closed] = await createCodec(randomBytes(32)).encode([payloadOf({ name: '王小明', id: '440402199001011234' })]);
    const stored = Buffer.concat([bytes(closed!), ...Object.values(closed!.metadata ?? {}).map((part) => Buffer.from(part))]);
    for (const secret of ['王小明', '440402199001011234', 'json/plain']) expect(stored.includes(Buffer.from(secret))).toBe(false);
  });

  test('makes a large payload smaller than its plain form', async () => {
    const payload = payloadOf({ nodes: Array.from({ length: 200 }, (_, n) => ({ id: `approve${n}`, kind: 'userTask' })) });
    const [closed] = await createCodec(randomBytes(32)).encode([payload]);
    expect(bytes(closed!).length).toBeLessThan(bytes(payload).length / 3);
  });

  test('encrypts the same value differently each time', async () => {
    const codec = createCodec(randomBytes(32));
    const [one, two] = await codec.encode([payloadOf('同意'), payloadOf('同意')]);
    expect(bytes(one!).equals(bytes(two!))).toBe(false);
  });

  test('makes a small payload of our own words smaller, and opens what was compressed without them', async () => {
    const master = randomBytes(32);
    const codec = createCodec(master);
    const command = { commandId: 'c1', digest: 'd1', actor: { user: 'u', role: 'approver' }, event: { type: 'complete', instance: 7, opinion: 'agree' } };
    const payload = payloadOf(command);
    const [closed] = await codec.encode([payload]);
    expect(bytes(closed!).length).toBeLessThan(bytes(payload).length);

    // Closed by hand, as histories were before.
    const derived = (purpose: string, length: number) => Buffer.from(hkdfSync('sha256', master, '', purpose, length));
    const id = derived('yijianshi/temporal-payload-id/1', 8).toString('hex');
    const head = Buffer.from(JSON.stringify({ encoding: Buffer.from('json/plain').toString('base64') }));
    const plain = Buffer.concat([Buffer.from([0, head.length]), head, bytes(payload)]);
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', derived('yijianshi/temporal-payload/1', 32), iv);
    cipher.setAAD(Buffer.from(`${id}/deflate`));
    const body = Buffer.concat([cipher.update(deflateRawSync(plain)), cipher.final()]);
    const metadata = Object.fromEntries(Object.entries({ encoding: 'binary/encrypted', key: id, compression: 'deflate' }).map(([name, text]) => [name, new Uint8Array(Buffer.from(text))]));
    const [opened] = await codec.decode([{ metadata, data: new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), body])) }]);
    expect(valueOf(opened!)).toEqual(command);
  });

  test('the words it compresses with are those of every history there is', () => {
    expect(createHash('sha256').update(dictionaries.words1).digest('hex')).toBe('91326f61fc654b7941b6019e3619d0baa146d0dab53c1c0f343fda5187451a67');
  });

  test('names the missing key when the master key is another one', async () => {
    const [closed] = await createCodec(randomBytes(32)).encode([payloadOf('同意')]);
    await expect(createCodec(randomBytes(32)).decode([closed!])).rejects.toThrow(/encrypted with key [0-9a-f]{16}, which is not here/);
  });

  test('still opens what a former master key closed', async () => {
    const [before, after] = [randomBytes(32), randomBytes(32)];
    const [closed] = await createCodec(before).encode([payloadOf('同意')]);
    const [opened] = await createCodec(after, [before]).decode([closed!]);
    expect(valueOf(opened!)).toBe('同意');
  });

  test('refuses changed bytes and a changed compression mark', async () => {
    const codec = createCodec(randomBytes(32));
    const [closed] = await codec.encode([payloadOf('同意')]);
    const flipped = bytes(closed!);
    flipped[flipped.length - 1]! ^= 1;
    await expect(codec.decode([{ ...closed!, data: new Uint8Array(flipped) }])).rejects.toThrow(PayloadUnreadable);
    const marked = { ...closed!.metadata, compression: new Uint8Array(Buffer.from('deflate')) };
    await expect(codec.decode([{ ...closed!, metadata: marked }])).rejects.toThrow(PayloadUnreadable);
  });

  test('reads payloads that were never encrypted', async () => {
    const [opened] = await createCodec(randomBytes(32)).decode([payloadOf('plain')]);
    expect(valueOf(opened!)).toBe('plain');
  });

  test('expects a master key of 32 bytes', () => {
    expect(() => createCodec(randomBytes(16))).toThrow('Expected a master key of 32 bytes, but got 16');
  });
});
