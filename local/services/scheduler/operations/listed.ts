import { type Page, pageOf } from "../../paging/page.ts";
import { constraintViolated, validation } from "../errors.ts";
import { LIMITS } from "../limits.ts";

interface Asked {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** The page that is asked for. Errors: ValidationException. */
export function listed<T>(
  all: readonly T[],
  { MaxResults: limit = LIMITS.page, NextToken: token }: Asked,
): Page<T> {
  if (limit < 1 || limit > LIMITS.page) {
    throw constraintViolated("maxResults", `Member must be between 1 and ${LIMITS.page}`);
  }
  return pageOf(all, { limit, token }, () => validation("The provided NextToken is invalid."));
}
