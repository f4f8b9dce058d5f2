import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../../kernel/service.ts";
import { functionFor } from "../functions.ts";
import { addPermission } from "../operations/permissions.ts";

const LONGEST_ID = 100;

const properties = z.strictObject({
  Action: z.string().regex(/^lambda:(\*|\w+)$/),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
  PrincipalOrgID: z.string().optional(),
});

/** One statement of a function's resource policy. */
export const permissionType: ResourceType = {
  type: "AWS::Lambda::Permission",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const asked = properties.parse(given);
    const id = context.physicalName(LONGEST_ID);
    addPermission(context.world, functionFor(context.world, asked.FunctionName, context), {
      id,
      action: asked.Action,
      principal: asked.Principal,
      sourceArn: asked.SourceArn,
      sourceAccount: asked.SourceAccount,
      principalOrgId: asked.PrincipalOrgID,
    });
    return { ref: id, attributes: { Id: id } };
  },
};
