import {
  type GetCostAndUsageCommandInput,
  type GetCostAndUsageCommandOutput,
  InvalidNextTokenException,
  type ResultByTime,
} from "@aws-sdk/client-cost-explorer";
import { AwsError, NotEmulated } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Operation } from "../../kernel/service.ts";
import { toldCosts } from "./charges.ts";

const MEMBERS = ["TimePeriod", "Granularity", "Metrics", "GroupBy", "Filter", "NextPageToken"];

/** Groups on a page; how many AWS puts there it does not say. */
const PAGE = 500;

const DAY_MS = 86_400_000;

const invalid = (message: string) => new AwsError("ValidationException", message);

/** What is emulated of the question: the cost of each account on each day, without credits and refunds. */
const ASKED = {
  Granularity: "DAILY",
  Metrics: ["UnblendedCost"],
  GroupBy: [{ Type: "DIMENSION", Key: "LINKED_ACCOUNT" }],
  Filter: { Not: { Dimensions: { Key: "RECORD_TYPE", Values: ["Credit", "Refund"] } } },
};

function checkQuestion(input: GetCostAndUsageCommandInput): void {
  onlyMembers("ce:GetCostAndUsage", input, MEMBERS);
  const { Granularity, Metrics, GroupBy, Filter } = input;
  const asked = { Granularity, Metrics, GroupBy, Filter };
  for (const [member, value] of Object.entries(ASKED))
    if (JSON.stringify(asked[member as keyof typeof ASKED]) !== JSON.stringify(value))
      throw new NotEmulated(`another ${member} of ce:GetCostAndUsage`);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function daysOf({ TimePeriod }: GetCostAndUsageCommandInput): readonly string[] {
  const { Start = "", End = "" } = TimePeriod ?? {};
  if (!DATE.test(Start) || !DATE.test(End)) throw invalid("Time period is not valid.");
  const [from, to] = [Date.parse(Start), Date.parse(End)];
  if (from >= to) throw invalid("Start date (and hour) should be before end date (and hour)");
  return Array.from({ length: (to - from) / DAY_MS }, (_, index) =>
    new Date(from + index * DAY_MS).toISOString().slice(0, 10),
  );
}

const group = (account: string, amount: number) => ({
  Keys: [account],
  Metrics: { UnblendedCost: { Amount: String(amount), Unit: "USD" } },
});

function startOf(token: string | undefined): number {
  const start = token === undefined ? 0 : Number(Buffer.from(token, "base64url").toString());
  if (Number.isInteger(start) && start >= 0) return start;
  throw new InvalidNextTokenException({ message: "Invalid NextToken", $metadata: {} });
}

export const getCostAndUsage: Operation<
  GetCostAndUsageCommandInput,
  Omit<GetCostAndUsageCommandOutput, "$metadata">
> = {
  authorize: () => [{ action: "ce:GetCostAndUsage", resource: "*" }],
  run(input, { world }) {
    checkQuestion(input);
    const told = toldCosts(world);
    const rows = daysOf(input).flatMap((day) =>
      [...(told.get(day) ?? new Map<string, number>()).entries()].map(([account, amount]) => ({
        ...{ day, account, amount },
      })),
    );
    const start = startOf(input.NextPageToken);
    const page = rows.slice(start, start + PAGE);
    const next = start + PAGE;
    return {
      GroupDefinitions: ASKED.GroupBy.map(({ Key }) => ({ Type: "DIMENSION" as const, Key })),
      ResultsByTime: daysOf(input).map(
        (day): ResultByTime => ({
          TimePeriod: {
            Start: day,
            End: new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10),
          },
          Total: {},
          Groups: page
            .filter((row) => row.day === day)
            .map(({ account, amount }) => group(account, amount)),
          Estimated: true,
        }),
      ),
      ...(next < rows.length && { NextPageToken: Buffer.from(String(next)).toString("base64url") }),
    };
  },
};
