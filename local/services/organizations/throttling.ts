import { TooManyRequestsException } from "@aws-sdk/client-organizations";
import type { Call, Operation, World } from "../../kernel/service.ts";
import { RATES } from "./rates.ts";
import { TokenBuckets, type Wanted } from "./token-buckets.ts";

function wantedBy(name: string, { account }: Call): readonly Wanted[] {
  const rates = RATES[name];
  if (!rates) return [];
  const own = { key: `${name} ${account}`, rate: rates.account };
  if (!rates.organization) return [own];
  return [own, { key: `${name} of the organization`, rate: rates.organization }];
}

/** The operations under AWS's published rates: a call too many throws TooManyRequestsException. */
export function throttled(
  { clock }: World,
  operations: Readonly<Record<string, Operation>>,
): Readonly<Record<string, Operation>> {
  const buckets = new TokenBuckets(clock);
  const entries = Object.entries(operations).map(([name, operation]): [string, Operation] => [
    name,
    {
      authorize: (input, call) => operation.authorize(input, call),
      run(input, call) {
        if (buckets.take(wantedBy(name, call))) return operation.run(input, call);
        const message =
          "You have sent too many requests in too short a period of time. Try again later.";
        throw new TooManyRequestsException({ message, $metadata: {} });
      },
    },
  ]);
  return Object.fromEntries(entries);
}
