package dev.cohort.orchestrator.house.planted.view;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The jar is a file, too. */
final class ReadsResource {
    @Nullable InputStream template() {
        return ReadsResource.class.getResourceAsStream("template.html");
    }
}
