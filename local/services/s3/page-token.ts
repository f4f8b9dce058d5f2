/** An opaque token that goes on after `last`. */
export function toToken(last: string): string {
  return Buffer.from(last, "utf8").toString("base64");
}

/** Where a token goes on: `""`, the beginning, without one. */
export function fromToken(token: string | undefined): string {
  return Buffer.from(token ?? "", "base64").toString("utf8");
}
