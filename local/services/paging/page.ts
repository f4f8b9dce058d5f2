/** Which part of a listing is asked for. */
export interface Asked {
  readonly limit: number;
  readonly token?: string | undefined;
}

/** One page of a listing; `next` is the token for the one after it, when there is more. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** The page that is asked for; `refuse` makes the error for a token that no page gave. */
export function pageOf<T>(
  all: readonly T[],
  { limit, token }: Asked,
  refuse: () => Error,
): Page<T> {
  const place = token === undefined ? "0" : Buffer.from(token, "base64").toString();
  if (!/^\d+$/u.test(place)) throw refuse();
  const start = Number(place);
  const end = start + limit;
  const items = all.slice(start, end);
  return end >= all.length ? { items } : { items, next: Buffer.from(`${end}`).toString("base64") };
}
