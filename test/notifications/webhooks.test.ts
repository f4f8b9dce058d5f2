import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { synthesized } from "../../local/cloud/assembly.ts";
import { localConfiguration } from "../../local/cloud/configuration.ts";
import { withChangedAssembly } from "../authorization/support/changed-assembly.ts";
import { asRoot } from "../support/as-root.ts";
import { aCloud, DAY, HOUR, type TestCloud } from "../support/cloud.ts";

interface Heard {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A receiver on this machine, which may be down. */
const heard: Heard[] = [];
let status = 204;
let server: Server;
let cloud: TestCloud;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = request.headers as Record<string, string>;
      if (status < 300) heard.push({ headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { configuration } = await localConfiguration({
    notifications: {
      webhooks: [
        {
          ...{ name: "reports", url: "https://hooks.example.com/mayfly", secretName: "hook" },
          events: ["LeaseRequested", "LeaseCancelled", "LeaseDenied"],
        },
      ],
    },
  });
  const assembly = await synthesized(configuration);
  // The configuration lets no webhook go to this machine.
  cloud = await withChangedAssembly(
    assembly,
    ({ Resources }) => {
      const text = JSON.stringify(Resources);
      const here = text.replaceAll("https://hooks.example.com/mayfly", `http://127.0.0.1:${port}/`);
      Object.assign(Resources, JSON.parse(here));
    },
    (folder) => aCloud({ configuration, assembly: folder }),
  );
  await secret("CreateSecret", { Name: "hook", SecretString: "first" });
});

afterAll(() => server.close());

const secret = (operation: string, input: object) =>
  asRoot(cloud, { service: "secretsmanager", operation, input });

/** A request that waits for approval, and is taken back. */
async function requestAndCancel(): Promise<string> {
  const leaseId = await cloud.request({ template: "experiment", duration: "P1D" });
  await cloud.as("developer")(`DELETE /v1/leases/${leaseId}`);
  await cloud.until("LeaseCancelled", { leaseId });
  return leaseId;
}

const about = (leaseId: string) =>
  heard.filter(({ body }) => (JSON.parse(body) as { leaseId: string }).leaseId === leaseId);

function isSigned({ headers, body }: Heard, key: string): boolean {
  const parts = (headers["mayfly-signature"] ?? "").split(",");
  const seconds = parts[0]?.replace("t=", "");
  const wanted = createHmac("sha256", key).update(`${seconds}.${body}`).digest("hex");
  return parts.includes(`v1=${wanted}`);
}

describe("a webhook", () => {
  it("is sent each event that it wants once, signed", async () => {
    const leaseId = await requestAndCancel();
    await cloud.pass(HOUR / 4);

    const told = about(leaseId);
    expect(told.map(({ headers }) => headers["mayfly-event-type"]).toSorted()).toEqual([
      ...["LeaseCancelled", "LeaseRequested"],
    ]);
    for (const each of told) {
      expect(isSigned(each, "first")).toBe(true);
      expect(isSigned(each, "other")).toBe(false);
      expect(JSON.parse(each.body)).toMatchObject({ id: each.headers["mayfly-event-id"] });
    }
  });

  it("is told later what it missed while it was down, and nothing twice", async () => {
    status = 503;
    const leaseId = await requestAndCancel();
    await cloud.pass(5 * HOUR);
    expect(about(leaseId)).toEqual([]);

    status = 204;
    await cloud.pass(DAY / 2);

    const ids = about(leaseId).map(({ headers }) => headers["mayfly-event-id"]);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(2);
  });

  it("is signed with both secrets while one is being rotated", async () => {
    await secret("PutSecretValue", { SecretId: "hook", SecretString: "second" });
    const leaseId = await requestAndCancel();
    await cloud.pass(HOUR / 4);

    const [told] = about(leaseId);
    expect(told && isSigned(told, "first") && isSigned(told, "second")).toBe(true);
  });
});
