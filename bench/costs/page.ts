import { type Counts, PRICES, type Price, type Priced } from "./prices.ts";

const NAMES: Readonly<Record<Priced, string>> = {
  transitions: "state transitions",
  invocations: "calls of functions",
  gigabyteSeconds: "gigabyte-seconds of functions",
  buildMinutes: "minutes of builds",
  tableRequests: "requests to the table",
  alarms: "alarms",
  dashboards: "dashboards",
  metrics: "metrics of our own",
};

const dollars = (amount: number) => `$${amount.toFixed(amount < 0.1 ? 4 : 2)}`;

/** All digits that a price has, and no more. */
const exact = (amount: number) => amount.toFixed(10).replace(/\.?0+$/, "");

function tableOf(counts: Counts): string {
  const rows = (Object.entries(counts) as [Priced, number][]).filter(([, count]) => count > 0);
  const sum = rows.reduce((total, [name, count]) => total + count * PRICES[name].dollars, 0);
  return [
    "| what | how many | costs |",
    "| --- | ---: | ---: |",
    ...rows.map(
      ([name, count]) =>
        `| ${NAMES[name]} | ${Math.round(count).toLocaleString("en")} | ${dollars(count * PRICES[name].dollars)} |`,
    ),
    `| **together** | | **${dollars(sum)}** |`,
  ].join("\n");
}

/** The page that says what Mayfly itself costs. */
export const costsPage = ({
  lease,
  month,
}: {
  readonly lease: Counts;
  readonly month: Counts;
}) => `# What Mayfly costs

Counted in the local cloud by \`npx node bench/costs.ts\`, which writes this page, and multiplied with AWS's prices. It
is what Mayfly itself costs, not what people do in their accounts. No free tier is taken off: at ten leases a month
most of this is free.

## One lease

Two days, from the request to the closed account, over every Region that is enabled by default, with nothing to
delete. Real builds take longer, because AWS answers more slowly: each minute more costs half a cent.

${tableOf(lease)}

## One idle month

Nobody asks for anything; the sweep runs.

${tableOf(month)}

## Prices

| per | US dollars | read |
| --- | ---: | --- |
${Object.values<Price>(PRICES)
  .map((price) => `| ${price.per} | ${exact(price.dollars)} | ${price.source} |`)
  .join("\n")}

A call of a function is counted as half a second with 512 MB. Not counted, because it is cents: logs, traces, API
requests, events, schedules, storage. Budgets without actions, Organizations and IAM cost nothing.
`;
