package dev.cohort.orchestrator.house.planted.samples;

import java.nio.channels.ReadableByteChannel;

/** Reads what somebody opened. */
record ReadsChannel(ReadableByteChannel bytes) {}
