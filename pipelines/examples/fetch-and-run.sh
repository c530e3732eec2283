#!/bin/bash
# Finds out which sample it is for, as scripts for the fetch-and-run of AWS Batch do, and writes it a card.
set -euo pipefail

if [ -n "${SAMPLE_NAME:-}" ]; then
    sample=$SAMPLE_NAME
else
    case $LIST_OF_SAMPLES in
        s3://*) aws s3 cp --only-show-errors "$LIST_OF_SAMPLES" samples.txt ;;
        *) cp "$LIST_OF_SAMPLES" samples.txt ;;
    esac
    sample=$(sed -n "$((AWS_BATCH_JOB_ARRAY_INDEX + 1))p" samples.txt)
fi

echo "attempt ${AWS_BATCH_JOB_ATTEMPT:-1} for $sample"
echo "$GREETING, $sample" > "$1"
