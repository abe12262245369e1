-- How an S3-compatible store is reached, as the environment has it. $key, $secret, $region,
-- $endpoint (without its scheme), $style ('path' or 'vhost'), $encrypted ('true' or 'false').
CREATE SECRET lake_store (
    TYPE s3, KEY_ID $key, SECRET $secret, REGION $region, ENDPOINT $endpoint,
    URL_STYLE $style, USE_SSL $encrypted
)
