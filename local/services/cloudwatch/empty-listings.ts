import type { Operation } from "../../kernel/service.ts";

/** Kinds that cannot be made here, so that their listings are truly empty. Nukes go through them. */
const EMPTY: Readonly<Record<string, string>> = {
  DescribeAnomalyDetectors: "AnomalyDetectors",
  DescribeInsightRules: "InsightRules",
};

export const emptyListings: Readonly<Record<string, Operation>> = Object.fromEntries(
  Object.entries(EMPTY).map(([name, member]): [string, Operation] => [
    name,
    {
      authorize: () => [{ action: `cloudwatch:${name}`, resource: "*" }],
      run: () => ({ [member]: [] }),
    },
  ]),
);
