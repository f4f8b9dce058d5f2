import { having } from "../../support/match.ts";
import type { Chapter } from "../chapter.ts";

const HERE = import.meta.filename;

/** Buckets and objects, by the API's own commands and by the high-level ones. */
export const objects: Chapter = {
  title: "objects",
  region: "eu-west-1",
  by: "vending",
  values: { file: HERE, folder: import.meta.dirname },
  steps: [
    {
      aws: "s3api create-bucket --bucket judged-bucket",
      refused: [
        "IllegalLocationConstraintException",
        "The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.",
      ],
    },
    { aws: "s3 mb s3://judged-bucket", prints: /^make_bucket: judged-bucket$/m },
    {
      aws: "s3api create-bucket --bucket judged-bucket --create-bucket-configuration LocationConstraint=eu-west-1",
      refused: [
        "BucketAlreadyOwnedByYou",
        "Your previous request to create the named bucket succeeded and you already own it.",
      ],
    },
    {
      aws: "s3api create-bucket --bucket judged-bucket --create-bucket-configuration LocationConstraint=eu-west-1",
      by: "management",
      refused: [
        "BucketAlreadyExists",
        "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
      ],
    },
    {
      aws: "s3api get-bucket-location --bucket judged-bucket",
      answers: { LocationConstraint: "eu-west-1" },
    },
    {
      aws: "s3api list-buckets",
      by: "reader",
      answers: { Buckets: [{ Name: "judged-bucket", CreationDate: /./ }] },
    },
    {
      aws: "s3api list-objects-v2 --bucket judged-bucket",
      by: "reader",
      refused: [
        "AccessDenied",
        'User: arn:aws:iam::222222222222:user/reader is not authorized to perform: s3:ListBucket on resource: "arn:aws:s3:::judged-bucket" because no identity-based policy allows the s3:ListBucket action',
      ],
    },
    {
      aws: "s3 cp {file} s3://judged-bucket/notes/objects.ts",
      prints: /upload: .* to s3:\/\/judged-bucket\/notes\/objects\.ts/,
    },
    {
      aws: "s3api head-object --bucket judged-bucket --key notes/objects.ts",
      answers: { AcceptRanges: "bytes", ETag: /^"[0-9a-f]{32}"$/, Metadata: {} },
    },
    {
      aws: "s3api get-object --bucket judged-bucket --key notes/objects.ts --range bytes=0-9 /dev/null",
      answers: { ContentLength: 10, ContentRange: /^bytes 0-9\/\d+$/ },
    },
    {
      aws: "s3api get-object --bucket judged-bucket --key absent /dev/null",
      refused: ["NoSuchKey", "The specified key does not exist."],
    },
    {
      aws: "s3api head-object --bucket judged-bucket --key absent",
      refused: ["404", "Not Found"],
    },
    {
      aws: "s3api put-object --bucket judged-bucket --key 'with space +ü.txt' --body {file} --metadata colour=blue --content-type text/plain",
      answers: { ETag: /^"[0-9a-f]{32}"$/ },
    },
    {
      aws: "s3api head-object --bucket judged-bucket --key 'with space +ü.txt'",
      answers: { ContentType: "text/plain", Metadata: { colour: "blue" } },
    },
    {
      aws: "s3 ls s3://judged-bucket",
      prints: / PRE notes\/\n.* with space \+ü\.txt\n$/,
    },
    { aws: "s3 sync {folder} s3://judged-bucket/all", prints: /upload: .*accounts\.ts/ },
    {
      aws: "s3api list-objects-v2 --bucket judged-bucket --prefix all/ --max-keys 2 --no-paginate",
      answers: { KeyCount: 2, MaxKeys: 2, IsTruncated: true, NextContinuationToken: /./ },
    },
    {
      aws: "s3 rm s3://judged-bucket/all --recursive",
      prints: /delete: s3:\/\/judged-bucket\/all\/accounts\.ts/,
    },
    {
      aws: "s3api delete-bucket --bucket judged-bucket",
      refused: ["BucketNotEmpty", "The bucket you tried to delete is not empty"],
    },
    {
      aws: "s3api get-bucket-policy --bucket judged-bucket",
      refused: ["NoSuchBucketPolicy", "The bucket policy does not exist"],
    },
    {
      aws: "s3api put-bucket-versioning --bucket judged-bucket --versioning-configuration Status=Enabled",
    },
    {
      aws: "s3api delete-object --bucket judged-bucket --key notes/objects.ts",
      answers: { DeleteMarker: true, VersionId: /./ },
    },
    {
      aws: "s3api list-object-versions --bucket judged-bucket --prefix notes/",
      answers: {
        Versions: [{ Key: "notes/objects.ts", VersionId: "null", IsLatest: false }],
        DeleteMarkers: [{ Key: "notes/objects.ts", IsLatest: true }],
      },
      keep: { marker: "DeleteMarkers.0.VersionId" },
    },
    {
      aws: "s3api delete-objects --bucket judged-bucket --delete 'Objects=[{Key=notes/objects.ts,VersionId=null},{Key=notes/objects.ts,VersionId={marker}}]'",
      answers: { Deleted: having({ Key: "notes/objects.ts", VersionId: "null" }) },
    },
    {
      aws: "s3api create-multipart-upload --bucket judged-bucket --key big",
      refused: [
        "NotEmulated",
        "The local cloud does not emulate the operation s3:CreateMultipartUpload.",
      ],
    },
    {
      // The endpoint of another Region redirects, and the client follows.
      aws: "s3api head-bucket --bucket judged-bucket --region us-west-2",
      answersToday: { BucketRegion: "eu-west-1" },
    },
    {
      aws: "s3api list-objects-v2 --bucket no-such-judged-bucket",
      refused: ["NoSuchBucket", "The specified bucket does not exist"],
    },
    {
      aws: "s3api delete-object --bucket judged-bucket --key 'with space +ü.txt' --version-id null",
      answers: {},
    },
    { aws: "s3 rb s3://judged-bucket", prints: /^remove_bucket: judged-bucket$/m },
    { aws: "s3api wait bucket-not-exists --bucket judged-bucket" },
  ],
};
