/** Limits of DynamoDB, from "Quotas in Amazon DynamoDB" (Developer Guide) unless told otherwise. */

/** Bytes of an item, attribute names included. */
export const LARGEST_ITEM = 400 * 1024;
/** Bytes that one page of a Query or Scan reads before it stops. */
export const LARGEST_PAGE = 1024 * 1024;
/** Bytes of a partition key. */
export const LARGEST_PARTITION_KEY = 2048;
/** Bytes of a sort key. */
export const LARGEST_SORT_KEY = 1024;
/** Levels of lists and maps within one another. */
export const DEEPEST_NESTING = 32;
/** Bytes of an expression. */
export const LONGEST_EXPRESSION = 4096;
/** Operators and functions of an UpdateExpression or condition. */
export const MOST_OPERATORS = 300;
/** Operands of IN. */
export const MOST_IN_OPERANDS = 100;

/** Significant decimal digits of a number. */
export const MOST_DIGITS = 38;
/** Decimal exponents of a number in scientific notation. */
export const LARGEST_EXPONENT = 125;
export const SMALLEST_EXPONENT = -130;

/** Items of TransactWriteItems and TransactGetItems. */
export const MOST_IN_TRANSACTION = 100;
/** Bytes of all items of a transaction together. */
export const LARGEST_TRANSACTION = 4 * 1024 * 1024;
/** Milliseconds for which a ClientRequestToken is remembered. */
export const TOKEN_LIFETIME = 10 * 60 * 1000;
export const LONGEST_TOKEN = 36;

export const MOST_BATCH_WRITES = 25;
export const MOST_BATCH_READS = 100;
/** Bytes that BatchGetItem answers before it leaves keys unprocessed. */
export const LARGEST_BATCH_READ = 16 * 1024 * 1024;

export const MOST_GLOBAL_INDEXES = 20;
export const MOST_LOCAL_INDEXES = 5;
/** Non-key attributes that all indexes of a table with projection INCLUDE may name together. */
export const MOST_INCLUDED_ATTRIBUTES = 100;
export const MOST_LISTED_TABLES = 100;
export const MOST_TAGS = 50;
export const MOST_SEGMENTS = 1_000_000;

/** Milliseconds for which a stream keeps its records. */
export const STREAM_RETENTION = 24 * 60 * 60 * 1000;

/**
 * Milliseconds between the expiry of an item and its deletion. AWS promises only "within a few days"
 * (Developer Guide, "Using time to live"); here it is always a day, so that nothing leans on promptness.
 */
export const EXPIRY_LAG = 24 * 60 * 60 * 1000;

/** Milliseconds that a table stays CREATING or DELETING; AWS takes some seconds. */
export const TABLE_CHANGE_TAKES = 5000;

/** Bytes of one read capacity unit, and of one write capacity unit. */
export const READ_UNIT = 4096;
export const WRITE_UNIT = 1024;

/** Milliseconds that an expiry may lie in the past: older ones are taken for mistakes, and left. */
export const OLDEST_EXPIRY = 5 * 365 * 24 * 60 * 60 * 1000;

/** Milliseconds after which a global index that was late has seen a change. */
export const INDEX_LAG = 1000;

/** Milliseconds within which time to live can be changed once. */
export const TIME_TO_LIVE_CHANGE = 60 * 60 * 1000;

/** Days that continuous backups reach back, at most and unless told otherwise. */
export const RECOVERY_DAYS = 35;
