#!/usr/bin/env bash
# curl: inserts the rows of FILE into OBJECT by a bulk job, as a shell script would.
set -euo pipefail
jobs=$ORIGIN/services/data/v67.0/jobs/ingest
ask() { printf 'header = "Authorization: Bearer %s"\n' "$TOKEN" | curl -sfK - -H 'Content-Type: application/json' "$@"; }
told() { sed "s/.*\"$1\":\"\([^\"]*\)\".*/\1/"; }

id=$(ask "$jobs" -d "{\"object\":\"$1\",\"operation\":\"insert\",\"contentType\":\"CSV\",\"lineEnding\":\"LF\"}" | told id)
printf 'header = "Authorization: Bearer %s"\n' "$TOKEN" | curl -sfK - -H 'Content-Type: text/csv' -T "$2" "$jobs/$id/batches"
ask -X PATCH "$jobs/$id" -d '{"state":"UploadComplete"}' >/dev/null
until [ "$(ask "$jobs/$id" | told state)" = JobComplete ]; do sleep 0.2; done
