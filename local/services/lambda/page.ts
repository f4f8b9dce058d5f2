import { invalidParameter } from "./errors.ts";

/** What a listing is asked for. */
interface PageInput {
  readonly Marker?: string | undefined;
  readonly MaxItems?: number | undefined;
}

/** One page of a listing; `Marker` says where the next begins. Errors: InvalidParameterValueException. */
export function pageOf<T>(
  items: readonly T[],
  { Marker, MaxItems }: PageInput,
  longest: number,
): { readonly items: readonly T[]; readonly NextMarker?: string } {
  const start = Marker === undefined ? 0 : Number(Buffer.from(Marker, "base64").toString());
  if (!Number.isInteger(start)) throw invalidParameter("Invalid pagination token");
  const end = start + Math.min(MaxItems ?? longest, longest);
  const page = items.slice(start, end);
  if (end >= items.length) return { items: page };
  return { items: page, NextMarker: Buffer.from(String(end)).toString("base64") };
}
