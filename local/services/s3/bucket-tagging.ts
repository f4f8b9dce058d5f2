import type {
  DeleteBucketTaggingCommandInput,
  GetBucketTaggingCommandInput,
  GetBucketTaggingCommandOutput,
  PutBucketTaggingCommandInput,
} from "@aws-sdk/client-s3";
import { AwsError } from "../../kernel/aws-error.ts";
import { replaceBucket, updateBucket } from "./buckets.ts";
import { type Answer, bucketOperation } from "./operation.ts";
import { tagSetOf, tagsOf } from "./tag-set.ts";

const put = bucketOperation<PutBucketTaggingCommandInput, object>({
  name: "PutBucketTagging",
  members: ["Tagging", "ChecksumAlgorithm", "ContentMD5"],
  run(bucket, input, { world }) {
    updateBucket(world, bucket, { tags: tagsOf(input.Tagging?.TagSet ?? []) });
    return {};
  },
});

const get = bucketOperation<GetBucketTaggingCommandInput, Answer<GetBucketTaggingCommandOutput>>({
  name: "GetBucketTagging",
  run({ name, tags = {} }) {
    if (Object.keys(tags).length === 0) {
      throw new AwsError("NoSuchTagSet", "The TagSet does not exist", 404, { BucketName: name });
    }
    return { TagSet: tagSetOf(tags) };
  },
});

const remove = bucketOperation<DeleteBucketTaggingCommandInput, object>({
  name: "DeleteBucketTagging",
  action: "s3:PutBucketTagging",
  run(bucket, _input, { world }) {
    const { tags: _removed, ...rest } = bucket;
    replaceBucket(world, rest);
    return {};
  },
});

export const taggingOperations = {
  PutBucketTagging: put,
  GetBucketTagging: get,
  DeleteBucketTagging: remove,
};
