import { describe, expect, it } from "vitest";
import { aRegion, at, defaultVpc } from "./a-region.ts";

const TagSpecifications = [{ ResourceType: "vpc", Tags: [{ Key: "team", Value: "blue" }] }];

describe("EC2 authorization", () => {
  it("asks for the creation on the type of resource, with the tags of the request", () => {
    const region = aRegion();

    const [creation, tagging] = region.authorize("CreateVpc", { TagSpecifications });

    expect(creation).toEqual({
      action: "ec2:CreateVpc",
      resource: "arn:aws:ec2:eu-west-1:111111111111:vpc/*",
      context: {
        "ec2:Region": "eu-west-1",
        "aws:RequestTag/team": "blue",
        "aws:TagKeys": ["team"],
      },
    });
    expect(tagging).toMatchObject({
      action: "ec2:CreateTags",
      context: { "ec2:CreateAction": "CreateVpc" },
    });
  });

  it("tells the tags of the resource that is touched", async () => {
    const region = aRegion();
    const VpcId = await defaultVpc(region);
    const Tags = [{ Key: "team", Value: "blue" }];
    await region.call("CreateTags", { Resources: [VpcId], Tags });

    const [deletion] = region.authorize("DeleteVpc", { VpcId });

    expect(deletion).toMatchObject({
      resource: `arn:aws:ec2:eu-west-1:111111111111:vpc/${VpcId}`,
      context: { "aws:ResourceTag/team": "blue", "ec2:ResourceTag/team": "blue" },
    });
  });

  it("guards a launch on every resource that it touches", async () => {
    const region = aRegion();
    const images = await region.call("DescribeImages");
    const ImageId = at(images, "Images", 0, "ImageId");

    const needed = region.authorize("RunInstances", { ImageId, InstanceType: "t3.micro" });

    const resources = needed.map(({ resource }) => resource.replace(/^.*:/, ""));
    const created = ["instance/*", "network-interface/*", "volume/*"];
    expect(resources).toEqual([...created, `image/${ImageId}`, "subnet/*", "security-group/*"]);
    expect(needed[3]?.resource).toBe(`arn:aws:ec2:eu-west-1::image/${ImageId}`);
    expect(needed[0]?.context).toMatchObject({ "ec2:InstanceType": "t3.micro" });
  });

  it("guards listings on everything", () => {
    const region = aRegion();

    const needed = region.authorize("DescribeInstances", {});

    expect(needed).toMatchObject([{ action: "ec2:DescribeInstances", resource: "*" }]);
  });
});
