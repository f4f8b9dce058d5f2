import { adoptAccount } from "./adopt.ts";

/** The one route of this function: it enters accounts that are not Mayfly's yet, and the API never does. */
export const routes = { "POST /v1/accounts": adoptAccount } as const;
