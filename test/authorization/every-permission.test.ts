import { beforeAll, describe, expect, test } from "vitest";
import { EXCEPTIONS, isExcepted } from "./exceptions.ts";
import type { RolePolicy } from "./support/policies.ts";
import { resourcesIn, roleNamesIn, statementsIn } from "./support/policies.ts";
import { type Evidence, recordEverything } from "./support/record.ts";
import { type Tried, tryResourcesWithout, tryWithout } from "./support/replay.ts";

let record: Evidence;
let trials: readonly { readonly role: RolePolicy; readonly tried: Tried }[];

// A day of several accounts, with three nukes: the hooks' own limit is for less.
beforeAll(async () => {
  record = await recordEverything();
  trials = record.roles.flatMap((role) =>
    tryWithout(role, record.recording).map((tried) => ({ role, tried })),
  );
}, 300_000);

const unneeded = () => trials.filter(({ tried }) => tried.refused === undefined);

const told = ({ role, tried: { part } }: (typeof trials)[number]) =>
  `${role.roleName}: ${part.kind} ${part.text}`;

describe("the proof", () => {
  test("looks at every role of the templates", () => {
    const names = record.roles.map(({ roleName }) => roleName);
    expect(names.toSorted()).toEqual([...roleNamesIn(record.assembly)].toSorted());
  });

  test.each(["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"])("misses no %s", (type) => {
    expect(resourcesIn(record.assembly, type)).toEqual([]);
  });

  test("looks at every statement of these roles", () => {
    const statements = resourcesIn(record.assembly, "AWS::IAM::Role").flatMap(
      ({ Properties }) => Properties["Policies"] as { PolicyDocument: { Statement: unknown[] } }[],
    );
    const count = statements.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).length;
    const seen = trials.filter(({ tried }) => tried.part.kind === "statement");
    expect(seen).toHaveLength(count);
  });
});

describe("taking a statement, an action, a resource or a value out of a role's policy", () => {
  test("makes a run fail, wherever the local cloud does what needs it", () => {
    const found = unneeded().filter(
      ({ role, tried }) =>
        !EXCEPTIONS.some((exception) => isExcepted(role.roleName, tried, exception)),
    );
    expect(found.map(told)).toEqual([]);
  });

  test("makes it fail with the refusal that AWS gives", () => {
    for (const { tried } of trials) {
      if (tried.refused === undefined) continue;
      expect(tried.refused.message).toMatch(
        /^User: arn:aws:sts::\d{12}:assumed-role\/mayfly-[\w-]+\/\S+ is not authorized to perform: \w+:\w+ on resource: \S+ because no identity-based policy allows the \w+:\w+ action$/,
      );
    }
  });

  test.each(EXCEPTIONS)("is borne only where nothing asks for it: $text", (exception) => {
    const borne = unneeded().filter(({ role, tried }) =>
      isExcepted(role.roleName, tried, exception),
    );
    expect(borne).not.toEqual([]);
  });
});

/** Types whose resources say themselves who may use them. */
const allowingIn = (assembly: string, type: string) =>
  resourcesIn(assembly, type).flatMap(({ Properties }) =>
    statementsIn(JSON.stringify(Properties["PolicyDocument"])).filter(
      ({ Effect }) => Effect === "Allow",
    ),
  );

describe("taking a statement out of the policy of a resource", () => {
  test("makes a run fail too", () => {
    const tried = tryResourcesWithout(record.recording);
    const { assembly } = record;
    const known = [
      ...resourcesIn(assembly, "AWS::Lambda::Permission"),
      ...["AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy", "AWS::S3::BucketPolicy"].flatMap(
        (type) => allowingIn(assembly, type),
      ),
    ];
    expect(tried).toHaveLength(known.length);
    const found = tried.filter(({ refused }) => refused === undefined);
    expect(found.map(({ part }) => part.text)).toEqual([]);
  });
});
