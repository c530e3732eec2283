package dev.cohort.orchestrator.run;

/**
 * What the results of a step come to.
 *
 * @param tasks how many tasks have results that are whole and current, out of {@code of}
 * @param replaced how many were done again since, by another definition of the step, and so are not this run's any more
 * @param at where they lie
 */
public record StepTotal(
        String step, boolean perSample, int tasks, int of, int replaced, long files, long bytes, String at) {}
