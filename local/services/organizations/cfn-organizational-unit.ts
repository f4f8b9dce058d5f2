import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../kernel/service.ts";
import { checkManagement, tagsFor } from "./cfn-context.ts";
import { makeUnit, unitAnswer } from "./units.ts";

const properties = z.strictObject({
  Name: z.string(),
  ParentId: z.string(),
  Tags: z.array(z.strictObject({ Key: z.string(), Value: z.string() })).optional(),
});

/** An organizational unit. Errors: those of CreateOrganizationalUnit. */
export const organizationalUnitType: ResourceType = {
  type: "AWS::Organizations::OrganizationalUnit",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    checkManagement(context);
    const { Name, ParentId, Tags } = properties.parse(given);
    const unit = makeUnit(context.world, { Name, ParentId, Tags: tagsFor(context, Tags) });
    const { Id, Arn, Path } = unitAnswer(context.world, unit);
    return { ref: unit.id, attributes: { Id, Arn, Path } };
  },
};
