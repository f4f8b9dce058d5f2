import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import type { SequenceCall } from "../../local/dynamodb/sequence/call.ts";
import { keyOf } from "../../local/wire/identities.ts";

/** What came back for a call. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const REGION = "eu-west-1";
const TYPE = "application/x-amz-json-1.0";

const asText = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asText(each)]));
};

/** A call as the JSON that goes over the wire: the SDK would mend what is wrong with it. */
export const jsonOf = (input: object): string => JSON.stringify(asText(input));

/** Sends one call, signed, and reads the answer. `now` is the time by the clock of who is asked. */
export async function ask(url: string, [name, input]: SequenceCall, now: number): Promise<Answer> {
  const { hostname, port, host } = new URL(url);
  const body = jsonOf(input);
  const headers = { host, "content-type": TYPE, "x-amz-target": `DynamoDB_20120810.${name}` };
  const request = new HttpRequest({
    ...{ method: "POST", protocol: "http:", hostname, port: Number(port), path: "/" },
    ...{ headers, body },
  });
  const signer = new SignatureV4({
    ...{ service: "dynamodb", region: REGION, credentials: keyOf("admin"), sha256: Sha256 },
  });
  const signed = await signer.sign(request, { signingDate: new Date(now) });
  const response = await fetch(url, { method: "POST", headers: signed.headers, body });
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}
