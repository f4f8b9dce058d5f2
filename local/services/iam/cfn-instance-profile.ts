import * as z from "zod";
import type { ResourceMade, ResourceType } from "../../kernel/service.ts";
import { arnOf } from "./arns.ts";
import { roleNamed } from "./find.ts";
import { replaceProfile } from "./instance-profiles.ts";
import { LONGEST_PROFILE_NAME, makeInstanceProfile } from "./make-instance-profile.ts";

const properties = z.strictObject({
  InstanceProfileName: z.string().optional(),
  Path: z.string().optional(),
  Roles: z.tuple([z.string()]),
});

/** An instance profile of a stack, with its one role. Errors: those of CreateInstanceProfile, NoSuchEntity. */
export const instanceProfileType: ResourceType = {
  type: "AWS::IAM::InstanceProfile",
  properties: Object.keys(properties.shape),
  create(given: unknown, context): ResourceMade {
    const { world, account } = context;
    const asked = properties.parse(given);
    const name = asked.InstanceProfileName ?? context.physicalName(LONGEST_PROFILE_NAME);
    const role = roleNamed(context, asked.Roles[0]);
    const made = makeInstanceProfile(world, {
      account,
      InstanceProfileName: name,
      Path: asked.Path,
    });
    replaceProfile(world, { ...made, role: role.name });
    return { ref: name, attributes: { Arn: arnOf("instance-profile", made) } };
  },
};
