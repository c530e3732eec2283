package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import java.util.Optional;

/** Where the texts of pipelines come from; the reader itself touches no file. */
public interface Sources {
    /** The text at a location; that it can't be had is told. */
    Optional<Source> read(String location, Problems problems);
}
