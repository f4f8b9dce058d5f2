import * as z from "zod";
import { slackEnvironment, work } from "../shared/slack/schemas.ts";

export const input = work;

export const environment = slackEnvironment.extend({
  /** Empty when approvers are told of requests in no channel. */
  APPROVERS_CHANNEL: z.string(),
});
