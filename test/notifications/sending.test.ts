import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { webReceivers } from "../../adapters/web-receivers.ts";
import { signature } from "../../functions/send-webhook/sign.ts";
import { sendWebhook } from "../../functions/send-webhook/step.ts";
import type { QueuedEvent } from "../../functions/shared/queued.ts";
import { checkConfiguration } from "../../infra/configuration.ts";
import { flawOfWebhookUrl } from "../../infra/webhook-url.ts";
import { INPUT } from "../infra/sample-configuration.ts";
import { NOW } from "../support/builders.ts";

const QUEUE = "arn:aws:sqs:eu-west-1:222222222222:mayfly-webhook-reports";
const WEBHOOK = {
  ...{ name: "reports", url: "https://hooks.example.com/", secretName: "hook", queueArn: QUEUE },
};

const message = (more: Partial<QueuedEvent> = {}, received = 1): QueuedEvent => ({
  ...{ messageId: "m-1", receiptHandle: "r-1", eventSourceARN: QUEUE },
  body: JSON.stringify({ detail: { id: "l-1.2.0", type: "LeaseEnded", why: "expired" } }),
  attributes: { ApproximateReceiveCount: received },
  ...more,
});

/** A sender whose world can be broken. */
function aSender() {
  const posted: { url: string; headers: Readonly<Record<string, string>>; body: string }[] = [];
  const told = new Set<string>();
  const postponed: [receipt: string, seconds: number][] = [];
  const broken: { receiver?: Error; secrets?: Error; redelivery?: Error; memory?: Error } = {};
  const unless = (error: Error | undefined) =>
    error === undefined ? Promise.resolve() : Promise.reject(error);
  const send = sendWebhook({
    webhooks: [WEBHOOK],
    clock: { now: () => NOW },
    secrets: { values: () => unless(broken.secrets).then(() => ["first"]) },
    receivers: {
      post: (url, given) => unless(broken.receiver).then(() => void posted.push({ url, ...given })),
    },
    told: {
      wasTold: (channel, id) => Promise.resolve(told.has(`${channel} ${id}`)),
      remember: (channel, id) =>
        unless(broken.memory).then(() => void told.add(`${channel} ${id}`)),
    },
    redelivery: {
      later: (_, receipt, seconds) =>
        unless(broken.redelivery).then(() => void postponed.push([receipt, seconds])),
    },
  });
  return { posted, postponed, broken, send: (...Records: QueuedEvent[]) => send({ Records }) };
}

const FAILED = { batchItemFailures: [{ itemIdentifier: "m-1" }] };
const DONE = { batchItemFailures: [] };

describe("a webhook's sender", () => {
  it("sends the event itself, signed, and not again when the message comes twice", async () => {
    const { posted, send } = aSender();

    expect(await send(message())).toEqual(DONE);
    expect(await send(message(), message({ messageId: "m-2" }))).toEqual(DONE);

    expect(posted).toHaveLength(1);
    const [{ url, headers, body } = { url: "", headers: {}, body: "" }] = posted;
    const { "Mayfly-Signature": signed, ...others } = headers as Record<string, string>;
    expect(url).toBe(WEBHOOK.url);
    expect(JSON.parse(body)).toEqual({ id: "l-1.2.0", type: "LeaseEnded", why: "expired" });
    expect(signed).toBe(signature(["first"], Date.parse(NOW) / 1000, body));
    expect(others).toEqual({
      ...{ "Content-Type": "application/json", "Mayfly-Event-Id": "l-1.2.0" },
      "Mayfly-Event-Type": "LeaseEnded",
    });
  });

  it.each<[what: string, breakage: "receiver" | "secrets" | "memory"]>([
    ["the receiver does not take it", "receiver"],
    ["there is no secret", "secrets"],
    ["it could not be remembered", "memory"],
  ])("leaves a message in its queue when %s", async (_, breakage) => {
    const { broken, send } = aSender();
    broken[breakage] = new Error("no");
    expect(await send(message())).toEqual(FAILED);
  });

  it("waits longer after each failure, up to six hours", async () => {
    const { broken, postponed, send } = aSender();
    broken.receiver = new Error("no");
    for (const times of [1, 2, 3, 9, 10, 20]) await send(message({}, times));
    expect(postponed.map(([, seconds]) => seconds)).toEqual([60, 120, 240, 15_360, 21_600, 21_600]);
  });

  it("leaves the pause to the queue when it cannot be changed", async () => {
    const { broken, send } = aSender();
    Object.assign(broken, { receiver: new Error("no"), redelivery: new Error("no") });
    expect(await send(message())).toEqual(FAILED);
  });

  it.each<[what: string, change: Partial<QueuedEvent>]>([
    ["of an unknown queue", { eventSourceARN: `${QUEUE}-other` }],
    ["that is no JSON", { body: "?" }],
    ["without an event", { body: "{}" }],
  ])("does not lose a message %s, and sends the others", async (_, change) => {
    const { posted, send } = aSender();
    expect(await send(message(change), message({ messageId: "m-2" }))).toEqual(FAILED);
    expect(posted).toHaveLength(1);
  });
});

describe("a signature", () => {
  it("is the documented one", () => {
    // printf '1796115600.{"id":"x"}' | openssl dgst -sha256 -hmac secret
    const known = "5ac3b2866af6243264eda10eb3b99d4c48e139e20fdf2c4323d8726971778313";
    expect(signature(["secret"], 1_796_115_600, '{"id":"x"}')).toBe(`t=1796115600,v1=${known}`);
  });

  it("has one part for each secret", () => {
    expect(signature(["new", "old"], 1, "x").split(",")).toHaveLength(3);
  });
});

describe("a receiver", () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  async function at(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  }

  const post = (url: string) => webReceivers.post(url, { headers: { "X-A": "b" }, body: "né" });

  it.each([200, 204])("has taken it when it answers %i", async (status) => {
    const url = await at((_, response) => response.writeHead(status).end());
    await expect(post(url)).resolves.toBeUndefined();
  });

  it.each([301, 302, 400, 404, 410, 429, 500, 503])(
    "has not taken it when it answers %i",
    async (status) => {
      const url = await at((_, response) =>
        response.writeHead(status, { Location: "https://example.com/" }).end(),
      );
      await expect(post(url)).rejects.toThrow(`answered ${status}`);
    },
  );

  it("has not taken it when it hangs up, or is not there", async () => {
    const url = await at((request) => request.socket.destroy());
    await expect(post(url)).rejects.toThrow();
    await expect(post("http://127.0.0.1:9/")).rejects.toThrow();
  });
});

describe("the address of a webhook", () => {
  it.each(["https://hooks.example.com/mayfly?team=a", "https://8.8.8.8/", "https://[2600::1]/"])(
    "may be %s",
    (url) => {
      expect(flawOfWebhookUrl(url)).toBeUndefined();
    },
  );

  it.each<[url: string, says: RegExp]>([
    ["http://hooks.example.com/", /not an https/],
    ["ftp://hooks.example.com/", /not an https/],
    ["hooks.example.com", /not an https/],
    ["https://user:word@example.com/", /password/],
    ["https://localhost/", /not on the internet/],
    ["https://intranet/", /not on the internet/],
    ["https://x.localhost/", /not on the internet/],
    ["https://x.internal/", /not on the internet/],
    ["https://printer.local./", /not on the internet/],
    ["https://127.0.0.1/", /not on the internet/],
    ["https://2130706433/", /not on the internet/],
    ["https://0x7f.1/", /not on the internet/],
    ["https://10.1.2.3/", /not on the internet/],
    ["https://172.31.0.1/", /not on the internet/],
    ["https://192.168.0.1/", /not on the internet/],
    ["https://100.64.0.1/", /not on the internet/],
    ["https://169.254.169.254/latest", /not on the internet/],
    ["https://[::1]/", /not on the internet/],
    ["https://[fd00:ec2::254]/", /not on the internet/],
    ["https://[fe80::1]/", /not on the internet/],
    ["https://[::ffff:169.254.169.254]/", /not on the internet/],
  ])("may not be %s", (url, says) => {
    expect(flawOfWebhookUrl(url)).toMatch(says);
  });
});

describe("the configuration of notifications", () => {
  const [webhook] = INPUT.notifications?.webhooks ?? [];
  const check = (change: object) => () =>
    checkConfiguration({ ...INPUT, notifications: { webhooks: [{ ...webhook, ...change }] } });

  it.each<[member: string, change: object, says: RegExp]>([
    ["url", { url: "https://10.0.0.1/" }, /webhooks\.0\.url: is at 10\.0\.0\.1/],
    ["events", { events: ["LeaseDoubled"] }, /webhooks\.0\.events\.0/],
    ["events", { events: [] }, /names no event/],
    ["name", { name: "Reports!" }, /webhooks\.0\.name/],
    ["secretName", { secretName: "a b" }, /webhooks\.0\.secretName/],
  ])("says what is wrong with %s", (_, change, says) => {
    expect(check(change)).toThrow(says);
  });

  it("refuses two webhooks of one name", () => {
    const webhooks = [webhook, webhook];
    expect(() => checkConfiguration({ ...INPUT, notifications: { webhooks } })).toThrow(
      /two webhooks of one name/,
    );
  });
});
