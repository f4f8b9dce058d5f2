import { inflateRawSync } from "node:zlib";

/** A file in an archive. */
export interface Entry {
  readonly name: string;
  readonly content: Uint8Array;
}

// Signatures and offsets: PKWARE's APPNOTE, sections 4.3.7, 4.3.12 and 4.3.16.
const DIRECTORY_END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const SHORTEST_END = 22;

function directoryOf(archive: Buffer): { readonly count: number; readonly start: number } {
  for (let at = archive.length - SHORTEST_END; at >= 0; at -= 1)
    if (archive.readUInt32LE(at) === DIRECTORY_END)
      return { count: archive.readUInt16LE(at + 10), start: archive.readUInt32LE(at + 16) };
  throw new Error("The source is not a zip archive.");
}

function contentAt(archive: Buffer, local: number, method: number, size: number): Uint8Array {
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const bytes = archive.subarray(start, start + size);
  if (method === 0) return bytes;
  if (method === 8) return inflateRawSync(bytes);
  throw new Error(`The zip archive of the source uses method ${method}.`);
}

/** Reads the files of a zip archive, stored or deflated. */
export function unzip(bytes: Uint8Array): readonly Entry[] {
  const archive = Buffer.from(bytes);
  const { count, start } = directoryOf(archive);
  const entries: Entry[] = [];
  let at = start;
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY)
      throw new Error("The directory of the source's zip archive is broken.");
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) =>
      archive.readUInt16LE(at + offset),
    ) as [number, number, number];
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const local = archive.readUInt32LE(at + 42);
    if (!name.endsWith("/"))
      entries.push({ name, content: contentAt(archive, local, method, size) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}
