import type {
  ListTagsRequest,
  ListTagsResponse,
  TagResourceRequest,
  UntagResourceRequest,
} from "@aws-sdk/client-lambda";
import type { Call, Operation } from "../../../kernel/service.ts";
import { functionFor, replaceFunction } from "../functions.ts";
import { functionAuthorization } from "./function-operation.ts";

interface TagInput {
  readonly Resource?: string | undefined;
}

/** An operation on the tags of a function, which it names by its ARN. */
function tagOperation<I extends TagInput, O>(
  name: string,
  run: (input: I, call: Call) => O,
): Operation<I, O> {
  return {
    authorize: ({ Resource }, call) => [
      functionAuthorization(`lambda:${name}`, { FunctionName: Resource }, call),
    ],
    run,
  };
}

const list = tagOperation<ListTagsRequest, ListTagsResponse>(
  "ListTags",
  ({ Resource = "" }, call) => ({ Tags: { ...functionFor(call.world, Resource, call).tags } }),
);

const tag = tagOperation<TagResourceRequest, object>(
  "TagResource",
  ({ Resource = "", Tags = {} }, call) => {
    const record = functionFor(call.world, Resource, call);
    replaceFunction(call.world, { ...record, tags: { ...record.tags, ...Tags } });
    return {};
  },
);

const untag = tagOperation<UntagResourceRequest, object>(
  "UntagResource",
  ({ Resource = "", TagKeys = [] }, call) => {
    const record = functionFor(call.world, Resource, call);
    const left = Object.entries(record.tags).filter(([key]) => !TagKeys.includes(key));
    replaceFunction(call.world, { ...record, tags: Object.fromEntries(left) });
    return {};
  },
);

export const tagOperations = { ListTags: list, TagResource: tag, UntagResource: untag };
