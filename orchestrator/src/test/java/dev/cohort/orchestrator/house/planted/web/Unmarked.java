package dev.cohort.orchestrator.house.planted.web;

/** Its package has no package-info.java. */
record Unmarked(String text) {}
