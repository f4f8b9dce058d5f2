import * as sdk from "@aws-sdk/client-s3";
import type { Service, World } from "../../kernel/service.ts";
import { bucketOperations } from "./bucket-operations.ts";
import { policyOperations } from "./bucket-policy.ts";
import { protectionOperations } from "./bucket-protection.ts";
import { settingOperations } from "./bucket-settings.ts";
import { taggingOperations } from "./bucket-tagging.ts";
import { bucketType } from "./cfn-bucket.ts";
import { bucketPolicyType } from "./cfn-bucket-policy.ts";
import { createBucket } from "./create-bucket.ts";
import { deleteObject, deleteObjects } from "./delete-objects.ts";
import { getObject, headObject } from "./get-object.ts";
import { listObjects, listObjectsV2 } from "./list-objects.ts";
import { listObjectVersions } from "./list-versions.ts";
import { putObject } from "./put-object.ts";

/**
 * Amazon S3, as far as a lease holder's clients and a nuke use it: buckets in one namespace for all
 * accounts, objects with versions, bucket policies. Everything it knows is in the world's storage.
 */
export function s3Service(_world: World): Service {
  return {
    signingName: "s3",
    protocol: "restXml",
    sdk,
    xmlNamespace: "http://s3.amazonaws.com/doc/2006-03-01/",
    operations: {
      ...bucketOperations,
      CreateBucket: createBucket,
      ...policyOperations,
      ...protectionOperations,
      ...settingOperations,
      ...taggingOperations,
      PutObject: putObject,
      GetObject: getObject,
      HeadObject: headObject,
      DeleteObject: deleteObject,
      DeleteObjects: deleteObjects,
      ListObjectsV2: listObjectsV2,
      ListObjects: listObjects,
      ListObjectVersions: listObjectVersions,
    },
    resources: [bucketType, bucketPolicyType],
  };
}
