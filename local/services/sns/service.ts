import * as sdk from "@aws-sdk/client-sns";
import type { Service, World } from "../../kernel/service.ts";
import { Deliverer, type DeliveryDependencies } from "../deliveries/deliverer.ts";
import { publishTo } from "./publish.ts";
import { snsTypes } from "./resources.ts";
import { subscriptionOperations } from "./subscription-operations.ts";
import { tagOperations } from "./tag-operations.ts";
import { topicOperations } from "./topic-operations.ts";
import { type MailRecord, mailsAt } from "./topics.ts";

/** SNS, with the mails that it would have sent. */
export interface SnsService extends Service {
  /** Every mail of every topic, oldest first. */
  mails(): readonly MailRecord[];
}

const allMails = (world: World): readonly MailRecord[] =>
  world.storage
    .places("sns", "mails")
    .flatMap((site) => [...mailsAt(world, site).values()])
    .sort((one, other) => one.at - other.at);

/** Amazon SNS: standard topics with subscriptions of queues, functions and mailboxes. */
export function snsService(world: World, dependencies: DeliveryDependencies): SnsService {
  const sender = { service: "sns", principal: "sns.amazonaws.com" };
  const deliverer = new Deliverer(world, sender, dependencies);
  return {
    signingName: "sns",
    protocol: "awsQuery",
    sdk,
    version: "2010-03-31",
    xmlNamespace: "http://sns.amazonaws.com/doc/2010-03-31/",
    operations: {
      ...topicOperations,
      ...subscriptionOperations,
      ...tagOperations,
      Publish: publishTo(deliverer),
    },
    resources: snsTypes,
    resume: () => deliverer.resume(),
    mails: () => allMails(world),
  };
}
