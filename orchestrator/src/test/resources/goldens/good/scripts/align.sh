#!/bin/sh
echo aligned
