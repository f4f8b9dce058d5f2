import { gunzipSync } from "node:zlib";

const BLOCK = 512;

/** A file in an archive: which bytes of the archive it is. */
interface Member {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The executable in a release's archive (`.tar.gz`), or what was downloaded itself when it is none. Throws when
 * the archive has no such file, or ends in the middle of it.
 */
export function executableIn(bytes: Uint8Array, name: string): Uint8Array {
  const isArchive = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isArchive) return bytes;
  const archive = gunzipSync(bytes);
  for (let at = 0; at + BLOCK <= archive.length; ) {
    const member = memberAt(archive, at);
    if (member === undefined) break; // two empty blocks end the archive
    if (member.end > archive.length) throw new Error(`The archive ends within ${member.name}.`);
    if (member.name === name) return archive.subarray(member.start, member.end);
    at = member.start + Math.ceil((member.end - member.start) / BLOCK) * BLOCK;
  }
  throw new Error(`The archive has no file ${name}.`);
}

/** The header of POSIX (ustar): the name in its first 100 bytes, the size in octal at 124. */
function memberAt(archive: Buffer, at: number): Member | undefined {
  const field = (offset: number, length: number) =>
    archive.toString("latin1", at + offset, at + offset + length).replace(/\0.*$/s, "");
  const name = field(0, 100).replace(/^\.\//, "");
  if (name === "") return undefined;
  const size = Number.parseInt(field(124, 12).trim(), 8);
  if (Number.isNaN(size)) throw new Error(`The archive does not say how long ${name} is.`);
  return { name, start: at + BLOCK, end: at + BLOCK + size };
}
