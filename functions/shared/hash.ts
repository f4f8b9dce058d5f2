import { createHash } from "node:crypto";

/** SHA-256 in hexadecimal: all that is kept of what must not be known. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
