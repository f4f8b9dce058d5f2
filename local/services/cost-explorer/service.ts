import * as sdk from "@aws-sdk/client-cost-explorer";
import type { Service, World } from "../../kernel/service.ts";
import { getCostAndUsage } from "./get-cost-and-usage.ts";

/** Cost Explorer of the management account: what `charge` said, told as late as AWS tells it. */
export const costExplorerService = (_world: World): Service => ({
  signingName: "ce",
  protocol: "awsJson1_1",
  sdk,
  target: "AWSInsightsIndexService",
  globalRegion: "us-east-1",
  operations: { GetCostAndUsage: getCostAndUsage },
});
