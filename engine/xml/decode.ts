/** Why bytes are no text: in what they are said to be, it can't be read here. */
export class EncodingError extends Error {
  readonly encoding: string;

  constructor(encoding: string) {
    super(`Expected UTF-8, UTF-16, ISO-8859 or Windows-125x, but got "${encoding}"`);
    this.name = 'EncodingError';
    this.encoding = encoding;
  }
}

const READ = /^(utf-?8|us-ascii|ascii|utf-?16(le|be)?|iso[-_]?8859[-_]\d{1,2}|latin-?1|windows-125\d|cp125\d)$/i;

/**
 * The text of a drawing, whatever it says it is written in: UTF-8 (also without saying so), UTF-16, one of the ISO-8859
 * family or of Windows-125x. The declaration stays in the text; nothing reads it again.
 * @throws EncodingError for any other encoding, or bytes that are not in the one declared.
 */
export function decodeDrawing(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes);
  if (!READ.test(encoding)) throw new EncodingError(encoding);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new EncodingError(encoding);
  }
}

/** A byte order mark says it; else the zeros beside ASCII signs; else the declaration, which is ASCII then. */
function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return 'utf-16le';
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return 'utf-16be';
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  return /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*?\bencoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1] ?? 'utf-8';
}
