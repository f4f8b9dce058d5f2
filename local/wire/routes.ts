import { failureFrom, internalFailure } from "./failure.ts";
import type { WireAnswer, WireRequest } from "./message.ts";
import { restJson } from "./protocols/rest-json.ts";

/** Something else that is reached through the same port, such as the HTTP API of a stack. */
export interface HttpRoute {
  matches(request: WireRequest): boolean;
  /** An AwsError that it throws, as `verifiedCaller` does, is answered as JSON. */
  answer(request: WireRequest): Promise<WireAnswer>;
}

/** The answer of a route. Never throws: what fails inside is an answer too. */
export async function answerByRoute(
  route: HttpRoute,
  request: WireRequest,
  requestId: string,
): Promise<WireAnswer> {
  try {
    return await route.answer(request);
  } catch (error) {
    const failure = failureFrom(error, {});
    if (!failure) console.error(error);
    return restJson.fail(failure ?? internalFailure(requestId), { request, requestId });
  }
}
