import * as sdk from "@aws-sdk/client-budgets";
import type { Service, World } from "../../kernel/service.ts";
import { changingOperations } from "./change-budgets.ts";
import { describingOperations } from "./describe-budgets.ts";
import { listTags } from "./list-tags.ts";

/** AWS Budgets: cost budgets with their notifications are kept and told. Nothing is ever spent here. */
export function budgetsService(_world: World): Service {
  return {
    signingName: "budgets",
    protocol: "awsJson1_1",
    sdk,
    target: "AWSBudgetServiceGateway",
    globalRegion: "us-east-1",
    operations: { ...changingOperations, ...describingOperations, ListTagsForResource: listTags },
  };
}
