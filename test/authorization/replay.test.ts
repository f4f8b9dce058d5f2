import { expect, test } from "vitest";
import type { ServicePrincipal } from "../../local/kernel/principal.ts";
import { alice, aRequest, policiesOf, policy, worker } from "../local/authorization/a-request.ts";
import { partsOf } from "./support/parts.ts";
import { Recording } from "./support/recording.ts";
import { tryResourcesWithout, tryWithout } from "./support/replay.ts";

const READ = "s3:GetObject";
const WRITE = "s3:PutObject";
const [BOX, OTHER] = ["arn:aws:s3:::box/*", "arn:aws:s3:::other/*"];

/** A worker under these statements, who has read a key of the box. */
function trying(...statements: ReturnType<typeof allow>[]) {
  const recording = new Recording();
  const request = aRequest({ principal: worker, context: { team: "blue" } });
  recording.watch(request, policiesOf({ identity: policy(...statements) }), { allowed: true });
  const role = { roleName: worker.roleName, roleArn: worker.roleArn, statements };
  return tryWithout(role, recording).map(({ part, refused }) => [part.text, refused?.message]);
}

const REFUSAL =
  'User: arn:aws:sts::111111111111:assumed-role/worker/morning is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::box/key" because no identity-based policy allows the s3:GetObject action';

const allow = (Action: string | string[], Resource: string | string[], more = {}) => ({
  ...{ Effect: "Allow" as const, Action, Resource },
  ...more,
});

test("finds a statement that nothing needs", () => {
  expect(trying(allow(READ, BOX), allow(WRITE, BOX))).toEqual([
    [`${READ} on ${BOX}`, REFUSAL],
    [`${WRITE} on ${BOX}`, undefined],
  ]);
});

test("finds an action and a resource that nothing needs in a statement that something needs", () => {
  expect(trying(allow([READ, WRITE], [BOX, OTHER]))).toEqual([
    [`${READ}, ${WRITE} on ${BOX}, ${OTHER}`, REFUSAL],
    [`${READ} on ${BOX}, ${OTHER}`, REFUSAL],
    [`${WRITE} on ${BOX}, ${OTHER}`, undefined],
    [`${BOX} for ${READ}, ${WRITE}`, REFUSAL],
    [`${OTHER} for ${READ}, ${WRITE}`, undefined],
  ]);
});

test("finds a value of a condition that nothing needs", () => {
  const Condition = { StringEquals: { team: ["blue", "red"] } };
  expect(trying(allow(READ, BOX, { Condition })).slice(1)).toEqual([
    [`team blue for ${READ}`, REFUSAL],
    [`team red for ${READ}`, undefined],
  ]);
});

test("does not call one of two statements needed when either allows", () => {
  expect(trying(allow(READ, BOX), allow(READ, "*")).map(([, message]) => message)).toEqual([
    undefined,
    undefined,
  ]);
});

test("looks at what services were let in by", () => {
  const recording = new Recording();
  const service = "events.amazonaws.com";
  const resourcePolicy = policy(
    { Action: READ, Resource: BOX, Principal: { Service: service } },
    { Action: WRITE, Resource: BOX, Principal: { Service: service } },
  );
  const names = { service, arn: service, userId: service };
  const principal: ServicePrincipal = { kind: "service", account: alice.account, ...names };
  recording.watch(aRequest({ principal, resourcePolicy }), policiesOf({}), { allowed: true });

  const tried = tryResourcesWithout(recording);

  expect(tried.map(({ part, refused }) => [part.text, refused?.reason])).toEqual([
    [`${READ} on ${BOX}`, `because no resource-based policy allows the ${READ} action`],
    [`${WRITE} on ${BOX}`, undefined],
  ]);
});

test("leaves the other statements as they are", () => {
  const [first, second] = [allow(READ, BOX), allow([READ, WRITE], OTHER)];
  expect(partsOf([first, second]).map(({ without }) => without)).toEqual([
    [second],
    [first],
    [first, { ...second, Action: [WRITE] }],
    [first, { ...second, Action: [READ] }],
  ]);
});
