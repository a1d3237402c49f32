import { Buffer } from 'node:buffer';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { archiveLimits, readArchive } from '../../../server/packs/readArchive.ts';

interface Raw { readonly name: string | Buffer; readonly content?: Buffer; readonly says?: number; readonly mode?: number; readonly flags?: number }

/** A zip as no honest tool writes it: names, sizes, modes and flags as told. */
function zip(entries: readonly Raw[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content = Buffer.from('x'), says, mode = 0o100644, flags = 0 } of entries) {
    const path = typeof name === 'string' ? Buffer.from(name) : name;
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); common.writeUInt16LE(flags, 2); common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10); common.writeUInt32LE(packed.length, 14); common.writeUInt32LE(says ?? content.length, 18); common.writeUInt16LE(path.length, 22);
    parts.push(Buffer.from('504b0304', 'hex'), common, path, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE((mode << 16) >>> 0, 6); rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('504b01021403', 'hex'), common, rest, path);
    offset += 4 + common.length + path.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex'); end.writeUInt16LE(entries.length, 8); end.writeUInt16LE(entries.length, 10); end.writeUInt32LE(central.length, 12); end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, central, end]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

const code = (bytes: Buffer): Promise<string> => readArchive(bytes).then(() => 'read', (error: { code?: string }) => String(error.code));

describe('B-33 an archive that nobody vouches for', () => {
  test('given an honest one, when it is read, then its files are what was put in', async () => {
    const files = await readArchive(zip([{ name: 'flow.bpmn', content: Buffer.from('一') }, { name: 'forms/', content: Buffer.alloc(0) }, { name: 'forms/a.json', content: Buffer.from('{}') }]));
    expect([...files].map(([path, content]) => [path, content.toString()])).toEqual([['flow.bpmn', '一'], ['forms/a.json', '{}']]);
  });

  test.each([
    ['a path out of the archive', zip([{ name: '../../etc/passwd' }]), 'ARCHIVE_PATH'],
    ['a path out of the archive further in', zip([{ name: 'forms/../../x' }]), 'ARCHIVE_PATH'],
    ['an absolute path', zip([{ name: '/etc/passwd' }]), 'ARCHIVE_PATH'],
    ['a path of another system', zip([{ name: 'c:\\x' }]), 'ARCHIVE_PATH'],
    ['a hidden file', zip([{ name: '.bashrc' }]), 'ARCHIVE_PATH'],
    ['a name in GBK', zip([{ name: Buffer.from([0xc1, 0xf7, 0xb3, 0xcc]) }]), 'ARCHIVE_PATH'],
    ['a name with a NUL', zip([{ name: 'a\0b' }]), 'ARCHIVE_PATH'],
    ['a symbolic link', zip([{ name: 'link', mode: 0o120777 }]), 'ARCHIVE_LINK'],
    ['an encrypted file', zip([{ name: 'secret', flags: 1 }]), 'ARCHIVE_ENCRYPTED'],
    ['a file twice', zip([{ name: 'a.json' }, { name: 'a.json' }]), 'ARCHIVE_DUPLICATE'],
    ['a file twice, but for capitals', zip([{ name: 'a.json' }, { name: 'A.json' }]), 'ARCHIVE_DUPLICATE'],
    ['more files than allowed', zip(Array.from({ length: archiveLimits.entries + 1 }, (_, n) => ({ name: `f${n}` }))), 'ARCHIVE_TOO_MANY'],
    ['a bomb by ratio', zip([{ name: 'bomb', content: Buffer.alloc(4 * 1024 * 1024) }]), 'ARCHIVE_RATIO'],
    ['a bomb that says it is small', zip([{ name: 'bomb', content: Buffer.alloc(1024 * 1024), says: 10 }]), 'ARCHIVE_UNREADABLE'],
    ['more than allowed in all', zip([{ name: 'big', content: Buffer.from('x'), says: archiveLimits.bytes + 1 }]), 'ARCHIVE_TOO_LARGE'],
    ['more than allowed packed', Buffer.alloc(archiveLimits.packed + 1), 'ARCHIVE_TOO_LARGE'],
    ['no archive at all', Buffer.from('hello'), 'ARCHIVE_UNREADABLE'],
    ['half an archive', zip([{ name: 'a', content: Buffer.from('abc') }]).subarray(10), 'ARCHIVE_UNREADABLE'],
  ])('given %s, when it is read, then it is refused', async (_, bytes, expected) => {
    expect(await code(bytes)).toBe(expected);
  });
});
