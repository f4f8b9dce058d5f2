import fc from "fast-check";
import type { ContextValue } from "../../../local/authorization/access-request.ts";
import type { Principal } from "../../../local/kernel/principal.ts";
import {
  alice,
  aRequest,
  events,
  nobody,
  OTHER,
  OWN,
  type Policies,
  policiesOf,
  policy,
  type Statement,
  worker,
} from "../../local/authorization/a-request.ts";
import type { JudgedCase } from "./cases.ts";

const COUNT = 2_000;
const SEED = 20_261_124;

const ACTIONS = ["*", "s3:*", "s3:Get*", "S3:getobject", "s3:Put?bject", "s3:PutObject", "sqs:*"];
const RESOURCES = [
  ...[
    "*",
    "arn:aws:s3:::box/*",
    "arn:aws:s3:::box/k?y",
    "arn:aws:s3:::other/*",
    "arn:aws:s3:*:*:box/*",
  ],
  ...["arn:aws:s3:::box/${aws:username}/*", "arn:aws:s3:::box/${aws:PrincipalTag/team, 'key'}"],
];

/** Operators with keys and values as AWS knows them together. */
const CONDITIONS: readonly (readonly [operator: string, key: string, values: readonly string[]])[] =
  [
    ["StringEquals", "aws:PrincipalTag/team", ["blue", "red"]],
    ["StringNotEquals", "aws:PrincipalTag/team", ["blue"]],
    ["StringEqualsIgnoreCase", "aws:PrincipalTag/team", ["BLUE"]],
    ["StringLike", "aws:PrincipalTag/team", ["b*", "?ed"]],
    ["StringNotLike", "aws:PrincipalTag/team", ["b*"]],
    ["StringEquals", "aws:RequestTag/owner", ["${aws:username}"]],
    ["ArnLike", "aws:PrincipalArn", [`arn:aws:iam::${OWN}:role/*`, `arn:aws:iam::*:user/*`]],
    ["ArnNotEquals", "aws:PrincipalArn", [worker.roleArn]],
    ["Bool", "aws:MultiFactorAuthPresent", ["true"]],
    ["Null", "aws:MultiFactorAuthPresent", ["true"]],
    ["NumericLessThan", "aws:MultiFactorAuthAge", ["3600"]],
    ["DateGreaterThan", "aws:CurrentTime", ["2026-11-24T00:00:00Z"]],
    ["DateLessThanEquals", "aws:CurrentTime", ["2026-11-24T12:00:00Z"]],
    ["IpAddress", "aws:SourceIp", ["10.0.0.0/8", "2001:db8::/32"]],
    ["NotIpAddress", "aws:SourceIp", ["10.0.0.0/16"]],
    ["ForAllValues:StringEquals", "aws:TagKeys", ["a", "b"]],
    ["ForAnyValue:StringLike", "aws:TagKeys", ["b*", "c"]],
    ["ForAnyValue:StringNotEquals", "aws:TagKeys", ["a"]],
  ];

const condition = fc
  .tuple(fc.constantFrom(...CONDITIONS), fc.boolean())
  .map(([[operator, key, values], ifExists]) => ({
    [operator === "Null" || !ifExists ? operator : `${operator}IfExists`]: { [key]: values },
  }));

const optionally = <T>(key: string, value: fc.Arbitrary<T>, freq = 3) =>
  fc
    .option(value, { nil: undefined, freq })
    .map((each) => (each === undefined ? {} : { [key]: each }));

const some = (values: readonly string[]) =>
  fc.subarray([...values], { minLength: 1, maxLength: 3 });

const named = (key: string, values: readonly string[]) =>
  fc.tuple(some(values), fc.integer({ max: 5 })).map(([those, chance]) => ({
    [chance === 0 ? `Not${key}` : key]: those,
  }));

const element = fc
  .tuple(
    fc.constantFrom<"Allow" | "Deny">("Allow", "Allow", "Allow", "Deny"),
    named("Action", ACTIONS),
    named("Resource", RESOURCES),
    optionally("Condition", condition, 2),
  )
  .map(
    ([Effect, action, resource, when]): Statement => ({
      ...{ Effect, ...action },
      ...{ ...resource, ...when },
    }),
  );

const documentOf = (statement: fc.Arbitrary<Statement>) =>
  fc.array(statement, { minLength: 1, maxLength: 4 }).map((each) => policy(...each));

const PRINCIPALS: readonly unknown[] = [
  ...["*", { AWS: "*" }, { AWS: OWN }, { AWS: `arn:aws:iam::${OTHER}:root` }],
  ...[{ AWS: alice.arn }, { AWS: [worker.arn, alice.arn] }, { AWS: worker.roleArn }],
  { Service: events.service },
];

const ofResource = fc
  .tuple(element, fc.constantFrom(...PRINCIPALS))
  .map(([statement, Principal]) => ({ ...statement, Principal }));

const policies = fc.record<Policies>(
  {
    identity: documentOf(element),
    boundary: documentOf(element),
    session: documentOf(element),
    serviceControl: fc.array(documentOf(element), { maxLength: 3 }),
  },
  { requiredKeys: ["identity"] },
);

const context = fc.record<Record<string, ContextValue>>(
  {
    "aws:PrincipalTag/team": fc.constantFrom("blue", "red", "Blue"),
    "aws:RequestTag/owner": fc.constantFrom("alice", "bob"),
    "aws:MultiFactorAuthPresent": fc.boolean(),
    "aws:MultiFactorAuthAge": fc.constantFrom(60, 3600),
    "aws:SourceIp": fc.constantFrom("10.0.0.1", "10.1.0.1", "192.0.2.1", "2001:db8::1"),
    "aws:TagKeys": fc.subarray(["a", "b", "bb", "c"], { minLength: 1 }),
    "aws:CurrentTime": fc.constantFrom(
      ...["2026-11-23T12:00:00Z", "2026-11-24T06:00:00Z", "2026-11-25T00:00:00Z"],
    ),
  },
  { requiredKeys: ["aws:CurrentTime"] },
);

const principals = fc.constantFrom<Principal>(alice, alice, worker, worker, events, nobody);

/** What follows from who asks. */
const keysOf = (principal: Principal): Record<string, ContextValue> => {
  if (principal.kind === "user")
    return { "aws:PrincipalArn": principal.arn, "aws:username": principal.userName };
  return principal.kind === "role" ? { "aws:PrincipalArn": principal.roleArn } : {};
};

const request = fc.tuple(
  ...([principals, context, fc.constantFrom("s3:GetObject", "s3:PutObject")] as const),
  fc.constantFrom("box/key", "box/alice/note", "other/key"),
  fc.constantFrom(OWN, OWN, OTHER),
  optionally("resourcePolicy", documentOf(ofResource), 2),
);

/** Cases by chance, the same ones every time. */
export function generatedCases(): readonly JudgedCase[] {
  const cases = fc.tuple(request, policies).map(([asked, given]): Omit<JudgedCase, "title"> => {
    const [principal, keys, action, key, resourceAccount, resourcePolicy] = asked;
    const { session, ...others } = given;
    const ofRole = session === undefined ? {} : { session };
    const bound = {
      role: { ...others, ...ofRole },
      user: others,
      root: {},
      service: {},
      anonymous: {},
    };
    return {
      request: aRequest({
        ...{ principal, action, resource: `arn:aws:s3:::${key}`, resourceAccount },
        ...{ ...resourcePolicy, context: { ...keys, ...keysOf(principal) } },
      }),
      policies: policiesOf(bound[principal.kind]),
    };
  });
  return fc
    .sample(cases, { seed: SEED, numRuns: COUNT })
    .map((each, index) => ({ title: `Generated ${index}`, ...each }));
}
