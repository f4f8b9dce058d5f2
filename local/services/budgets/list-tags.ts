import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
} from "@aws-sdk/client-budgets";
import type { Operation } from "../../kernel/service.ts";
import { notFound } from "./failures.ts";
import type { Answer } from "./operation.ts";
import { budgetNamed } from "./records.ts";

const ARN = /^arn:aws:budgets::\d{12}:budget\/(.+)$/;

/** Tags cannot be given to budgets here, so that none has any. Nukes ask for them. */
export const listTags: Operation<
  ListTagsForResourceCommandInput,
  Answer<ListTagsForResourceCommandOutput>
> = {
  authorize: ({ ResourceARN = "" }) => [
    { action: "budgets:ListTagsForResource", resource: ResourceARN },
  ],
  run(input, { world, account }) {
    const [, name = ""] = ARN.exec(input.ResourceARN ?? "") ?? [];
    if (!budgetNamed(world, account, name))
      throw notFound(`Unable to get budget: ${name} - the budget doesn't exist.`);
    return { ResourceTags: [] };
  },
};
