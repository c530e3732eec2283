package dev.cohort.orchestrator.house.planted.samples;

import java.nio.file.Path;

/** A path is the first step to its file. */
record NamesPath(Path sheet) {}
