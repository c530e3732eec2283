package dev.cohort.orchestrator.spec;

import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import java.util.Map;
import java.util.Optional;

/** Where the texts of pipelines come from; the reader itself touches no file. */
public interface Sources {
    /** Has nothing; for a pipeline that uses no other. */
    Sources NONE = among(Map.of());

    /** The text at a location, always the same object for the same file; that it can't be had is told. */
    Optional<Source> read(String location, Problems problems);

    /** Texts that were read before, by the locations that they were asked for under, as {@link Pipeline#sources} gives them. */
    static Sources among(Map<String, Source> texts) {
        Map<String, Source> known = Map.copyOf(texts);
        return (location, problems) -> Optional.ofNullable(known.get(location));
    }
}
