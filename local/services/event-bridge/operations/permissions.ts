import type { PutPermissionRequest, RemovePermissionRequest } from "@aws-sdk/client-eventbridge";
import type { Operation } from "../../../kernel/service.ts";
import {
  addStatement,
  parsePolicy,
  removeStatement,
  statementOf,
  writePolicy,
} from "../bus-policy.ts";
import { validation } from "../errors.ts";
import { findBus } from "../find.ts";
import { busArnOf, busName, eventsOperation } from "../operation.ts";

type Nothing = Record<string, never>;

const putPermission: Operation<PutPermissionRequest, Nothing> = eventsOperation({
  name: "PutPermission",
  members: ["EventBusName", "Action", "Principal", "StatementId", "Condition", "Policy"],
  resource: ({ EventBusName }, call) => busArnOf(EventBusName, call),
  run({ EventBusName, Action, Principal, StatementId, Condition, Policy }, call) {
    const bus = busName(EventBusName);
    findBus(call.world, call, bus);
    const where = { site: call, bus };
    if (Policy !== undefined) {
      writePolicy(call.world, where, parsePolicy(Policy));
      return {};
    }
    if (Action !== "events:PutEvents") {
      throw validation("Provided value in parameter 'action' is not supported.");
    }
    if (Principal === undefined || !/^(?:\d{12}|\*)$/u.test(Principal)) {
      throw validation("Provided value in parameter 'principal' is not valid.");
    }
    if (StatementId === undefined) throw validation("Parameter StatementId must be specified.");
    const grant = { sid: StatementId, action: Action, principal: Principal, condition: Condition };
    addStatement(call.world, where, statementOf(call, bus, grant));
    return {};
  },
});

const removePermission: Operation<RemovePermissionRequest, Nothing> = eventsOperation({
  name: "RemovePermission",
  members: ["EventBusName", "StatementId", "RemoveAllPermissions"],
  resource: ({ EventBusName }, call) => busArnOf(EventBusName, call),
  run({ EventBusName, StatementId, RemoveAllPermissions }, call) {
    const bus = busName(EventBusName);
    const where = { site: call, bus };
    if (RemoveAllPermissions) {
      writePolicy(call.world, where, { Version: "2012-10-17", Statement: [] });
    } else {
      removeStatement(call.world, where, StatementId);
    }
    return {};
  },
});

/** Operations on the policies of buses. */
export const permissionOperations = {
  PutPermission: putPermission,
  RemovePermission: removePermission,
};
