import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** One call of the sequence: the operation's name and its input, in the SDK's shape. */
export type SequenceCall = readonly [operation: string, input: Readonly<Record<string, unknown>>];

/** Values, written short. */
export const s = (S: string): AttributeValue => ({ S });
export const n = (N: number | string): AttributeValue => ({ N: String(N) });
export const b = (...bytes: number[]): AttributeValue => ({ B: Uint8Array.from(bytes) });
export const list = (...L: AttributeValue[]): AttributeValue => ({ L });
export const map = (M: Record<string, AttributeValue>): AttributeValue => ({ M });
export const ss = (...SS: string[]): AttributeValue => ({ SS });
export const ns = (...NS: (number | string)[]): AttributeValue => ({ NS: NS.map(String) });
export const yes: AttributeValue = { BOOL: true };
export const no: AttributeValue = { BOOL: false };
export const nothing: AttributeValue = { NULL: true };

/** Key of the table `ledger`. */
export const key = (pk: string, sk = "RECORD") => ({ pk: s(pk), sk: s(sk) });

/** Names for `TableName` and the input that goes with it. */
export const on = (table: string) => (operation: string, input: object) =>
  [operation, { TableName: table, ...input }] as SequenceCall;
