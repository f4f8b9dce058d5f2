import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { aCloudOfItsOwn, outcomeOf } from "./a-command.ts";

test("says where it is, who is there and what can be pasted, and stops cleanly", async () => {
  const cloud = await aCloudOfItsOwn();
  const { status, body } = await cloud.api("GET /v1/lease-templates");
  cloud.child.kill("SIGINT");

  expect(status).toBe(200);
  expect(body).toHaveProperty("items");
  expect(cloud.printed()).toContain('curl --silent --aws-sigv4 "aws:amz:eu-west-1:execute-api"');
  expect(cloud.printed()).toContain(`--endpoint-url ${cloud.url} --region us-east-1`);
  expect(cloud.printed()).toMatch(/worth nothing anywhere else/);
  expect(cloud.printed().match(/^export AWS_ACCESS_KEY_ID=/gm)).toHaveLength(6);
  expect(await cloud.ended).toBe(0);
});

test("a port in use is told, with what to do", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address() as AddressInfo;

  const { code, printed } = await outcomeOf("start", ["--port", String(port)]);
  taken.close();

  expect(code).toBe(1);
  expect(printed).toContain(`Port ${port} of 127.0.0.1 is in use already`);
  expect(printed).toContain("choose another port");
});

test("a flag that there is not is refused by name, with the usage", async () => {
  const { code, printed } = await outcomeOf("start", ["--sped", "3"]);

  expect(code).toBe(2);
  expect(printed).toContain("'--sped'");
  expect(printed).toContain("Usage: npm start");
});
