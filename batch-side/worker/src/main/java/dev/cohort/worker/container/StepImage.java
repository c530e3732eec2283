package dev.cohort.worker.container;

/**
 * The image that a step's bodies run in.
 *
 * @param name as the pipeline or the user names it
 * @param identity the digest of its content, by which exactly this one is started
 */
public record StepImage(String name, String identity) {}
