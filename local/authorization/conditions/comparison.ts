import type { LanguageVersion } from "../policy-text.ts";
import type { RequestContext } from "../request-context.ts";

/**
 * Compares one value of the request with one value of a policy. `undefined` when the policy's value has
 * a variable that this request does not fill.
 */
export type Comparison = (value: string, context: RequestContext) => boolean | undefined;

/** Makes the comparison with a value of a policy. */
export type Comparer = (expected: string, version: LanguageVersion) => Comparison;
