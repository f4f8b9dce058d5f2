import {
  CostExplorerClient,
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandInput,
  type ResultByTime,
} from "@aws-sdk/client-cost-explorer";
import { STSClient } from "@aws-sdk/client-sts";
import * as z from "zod";
import { isAccountId } from "../../domain/ids.ts";
import type { AccountCost } from "../../domain/spend/attribute.ts";
import type { Day } from "../../domain/spend/cost.ts";
import type { Costs } from "../../ports/costs.ts";
import { assumeRole, type RoleSession } from "./assume-role.ts";
import { CLIENT_SETTINGS, GLOBAL_REGION } from "./client-settings.ts";
import { translated } from "./translate-failure.ts";

const METRIC = "UnblendedCost";

/** Costs as Cost Explorer of the management account tells them: it answers in us-east-1 (facts 4). */
export function costExplorer(broker: RoleSession): Costs {
  const credentials = assumeRole(new STSClient(CLIENT_SETTINGS), broker);
  const client = new CostExplorerClient({
    ...{ ...CLIENT_SETTINGS, region: GLOBAL_REGION, credentials },
    // Each attempt that AWS answers costs 0.01 US dollars.
    maxAttempts: 2,
  });
  return {
    daily: async (from, to) => {
      const found: AccountCost[] = [];
      let page: string | undefined;
      do {
        const command = new GetCostAndUsageCommand(question(from, to, page));
        const answer = await translated("GetCostAndUsage", client.send(command));
        found.push(...(answer.ResultsByTime ?? []).flatMap(costsOn));
        page = answer.NextPageToken;
      } while (page !== undefined);
      return found;
    },
  };
}

const question = (Start: Day, End: Day, page?: string): GetCostAndUsageCommandInput => ({
  TimePeriod: { Start, End },
  Granularity: "DAILY",
  Metrics: [METRIC],
  GroupBy: [{ Type: "DIMENSION", Key: "LINKED_ACCOUNT" }],
  Filter: { Not: { Dimensions: { Key: "RECORD_TYPE", Values: ["Credit", "Refund"] } } },
  ...(page === undefined ? {} : { NextPageToken: page }),
});

/** Budgets are in US dollars: an amount in anything else must not be compared with them. */
const group = z.object({
  Keys: z.tuple([z.string().refine(isAccountId, "is not the number of an AWS account")]),
  Metrics: z.object({
    [METRIC]: z.object({
      Amount: z.string().transform(Number).pipe(z.number()),
      Unit: z.literal("USD"),
    }),
  }),
});

function costsOn({ TimePeriod, Groups = [] }: ResultByTime): readonly AccountCost[] {
  const day = z.iso.date().parse(TimePeriod?.Start) as Day;
  return Groups.map((each) => {
    const { Keys, Metrics } = group.parse(each);
    return { accountId: Keys[0], day, amount: Metrics[METRIC].Amount };
  });
}
