const BLOCK = 512;

/** The content of one file of an uncompressed tar archive, by its name; null when it is not in there. */
export function fileFromTar(archive: Buffer, name: string): Buffer | null {
  let at = 0;
  while (at + BLOCK <= archive.length) {
    const entry = field(archive, at, 0, 100).replace(/^\.\//, '');
    if (entry === '') return null;
    const size = parseInt(field(archive, at, 124, 12), 8) || 0;
    if (entry === name) return archive.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return null;
}

function field(archive: Buffer, block: number, offset: number, length: number): string {
  const bytes = archive.subarray(block + offset, block + offset + length);
  const end = bytes.indexOf(0);
  return bytes.subarray(0, end === -1 ? length : end).toString('utf8').trim();
}
