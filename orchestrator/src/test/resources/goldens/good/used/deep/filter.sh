#!/bin/sh
cp "$1" kept.vcf
