package dev.cohort.orchestrator.house.planted.images;

import picocli.CommandLine.Command;

/** Commands are at home elsewhere. */
@Command
final class UsesPicocli {}
