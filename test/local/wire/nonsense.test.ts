import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aGateway } from "./a-gateway.ts";
import { type Answer, aRequest, send, signed, type Wanted } from "./a-request.ts";

const RUNS = {
  "organizations:TagResource": () => ({}),
  "iam:CreateRole": () => ({}),
  "ec2:RunInstances": () => ({}),
  "scheduler:CreateSchedule": () => ({}),
  "s3:DeleteObjects": () => ({}),
};

let gateway: Awaited<ReturnType<typeof aGateway>>;
beforeAll(async () => {
  gateway = await aGateway(RUNS);
});
afterAll(() => gateway.close());

async function ask(service: string, wanted: Wanted): Promise<Answer> {
  const region = service === "ec2" ? "eu-west-1" : "us-east-1";
  const sha256 = { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
  const headers = { ...wanted.headers, ...(service === "s3" && sha256) };
  return await send(
    await signed(aRequest(gateway.url, { ...wanted, headers }), { service, region }),
  );
}

const TARGET = { "x-amz-target": "AWSOrganizationsV20161128.TagResource" };
const json = fc.oneof(fc.json(), fc.string({ unit: "binary" }));
const names = fc.constantFrom("RoleName", "Tags", "member", "1", "-1", "Key", "__proto__", "", "é");
const form = fc
  .array(fc.tuple(fc.array(names, { minLength: 1, maxLength: 5 }), fc.string()), { maxLength: 6 })
  .map((pairs) => pairs.map(([path, value]) => `${path.join(".")}=${encodeURIComponent(value)}`))
  .map((pairs) => pairs.join("&"));
const tags = fc.constantFrom("<Delete>", "</Delete>", "<Object>", "</Object>", "<Key>", "</Key>");
const pieces = fc.constantFrom(
  "<",
  "&amp;",
  "&#0;",
  "&x;",
  "<!DOCTYPE a>",
  "<![CDATA[",
  "]]>",
  "a",
);
const xml = fc.array(fc.oneof(tags, pieces), { maxLength: 12 }).map((each) => each.join(""));

/** Nonsense that each protocol must refuse, or may take. */
const CASES: [string, fc.Arbitrary<string>, (body: string) => Promise<Answer>][] = [
  ["JSON", json, (body) => ask("organizations", { headers: TARGET, body })],
  ["a form", form, (body) => ask("iam", { body: `Action=CreateRole&Version=2010-05-08&${body}` })],
  [
    "a form of EC2",
    form,
    (body) => ask("ec2", { body: `Action=RunInstances&Version=2016-11-15&${body}` }),
  ],
  ["JSON of REST", json, (body) => ask("scheduler", { path: "/schedules/due", body })],
  ["XML", xml, (body) => ask("s3", { path: "/box", query: { delete: "" }, body })],
];

describe("Nonsense", () => {
  it.each(CASES)("in %s is refused, and breaks nothing", async (_kind, bodies, sendBody) => {
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => {
        const { status } = await sendBody(body);

        expect([200, 400]).toContain(status);
      }),
      { numRuns: 150 },
    );
  });

  it("in an address is refused, and breaks nothing", async () => {
    const texts = fc.constantFrom("%", "%zz", "..", "//", "é", "a b", "+", "?", "%00", "%2F");
    await fc.assert(
      fc.asyncProperty(fc.array(texts, { maxLength: 5 }), async (parts) => {
        const path = `/${parts.join("/").replaceAll(/[^ -~]| |\?/g, encodeURIComponent)}`;

        const { status } = await ask("s3", { method: "GET", path });

        expect(status).toBeLessThan(600);
        expect(status).not.toBe(500);
      }),
    );
  });
});
