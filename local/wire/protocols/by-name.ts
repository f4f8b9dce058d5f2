import type { Protocol } from "../../kernel/service.ts";
import { awsJson } from "./aws-json.ts";
import { awsQuery, ec2Query } from "./aws-query.ts";
import type { WireProtocol } from "./protocol.ts";
import { restJson } from "./rest-json.ts";
import { restXml } from "./rest-xml.ts";

/** The protocols that the wire speaks. */
export const protocols: Readonly<Record<Protocol, WireProtocol>> = {
  awsJson1_0: awsJson("1.0"),
  awsJson1_1: awsJson("1.1"),
  awsQuery,
  ec2Query,
  restJson,
  restXml,
};
