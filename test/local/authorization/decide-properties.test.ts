import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  alice,
  everything,
  outcome,
  type Policies,
  policy,
  root,
  type Statement,
  worker,
} from "./a-request.ts";

const DENY = policy({ ...everything, Effect: "Deny" });
const EVERYBODY = { resourcePolicy: policy({ ...everything, Principal: "*" }) };

const statements = fc.array(
  fc.record<Statement>({
    Effect: fc.constantFrom("Allow", "Deny"),
    Action: fc.constantFrom("*", "s3:*", "s3:Get*", "s3:PutObject", "sqs:*"),
    Resource: fc.constantFrom("*", "arn:aws:s3:::box/*", "arn:aws:s3:::other/*", "arn:aws:s3:::*"),
  }),
  { minLength: 1, maxLength: 6 },
);
const documents = statements.map((each) => policy(...each));
const policies = fc.record<Policies>(
  {
    identity: documents,
    boundary: documents,
    session: documents,
    serviceControl: fc.array(documents, { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const principals = fc.constantFrom(alice, worker, root);

describe("Whatever the policies are", () => {
  it("a deny wins", () => {
    const kinds = fc.constantFrom("identity", "boundary", "session");
    fc.assert(
      fc.property(policies, kinds, principals, (given, kind, principal) => {
        expect(outcome({ principal, ...EVERYBODY }, { ...given, [kind]: DENY })).toContain(
          "explicit deny",
        );
      }),
    );
  });

  it("the order of statements does not matter", () => {
    fc.assert(
      fc.property(statements, policies, (each, given) => {
        const there = outcome({}, { ...given, identity: policy(...each) });
        const back = outcome({}, { ...given, identity: policy(...each.toReversed()) });

        expect(back).toBe(there);
      }),
    );
  });

  it("a further service control policy never allows more", () => {
    fc.assert(
      fc.property(policies, documents, principals, (given, level, principal) => {
        const serviceControl = [...(given.serviceControl ?? []), level];
        const bound = outcome({ principal }, { ...given, serviceControl });

        if (bound === "allowed") expect(outcome({ principal }, given)).toBe("allowed");
      }),
    );
  });

  it("a user without any allow has no access", () => {
    fc.assert(
      fc.property(policies, ({ identity: _none, ...given }) => {
        expect(outcome({}, given)).not.toBe("allowed");
      }),
    );
  });
});
