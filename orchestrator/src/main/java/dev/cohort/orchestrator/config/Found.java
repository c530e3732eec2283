package dev.cohort.orchestrator.config;

/**
 * A value, and who said it.
 *
 * @param from an option, a variable, or a place in a file, as a user would look for it
 */
public record Found(String value, String from) {}
