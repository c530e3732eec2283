package dev.cohort.orchestrator.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every example of the pages is tried. */
class PagesTest {
    @TempDir
    private Path directory;

    @TestFactory
    Stream<DynamicTest> language() throws IOException {
        Page page = Page.of("docs/language.md");
        assertThat(page.blocks("yaml").size()).isGreaterThan(10);
        assertThat(page.blocks("console").size()).isGreaterThan(5);
        return tests(page);
    }

    @TestFactory
    Stream<DynamicTest> readme() throws IOException {
        Page page = Page.of("README.md");
        assertThat(page.blocks("console").size()).isGreaterThan(2);
        return tests(page);
    }

    /** The commands compile what the page shows, and run it. */
    @TestFactory
    Stream<DynamicTest> steps() throws IOException {
        Page page = Page.of("docs/steps.md");
        assertThat(page.blocks("java"))
                .isNotEmpty()
                .allMatch(block -> block.file().isPresent());
        return tests(page);
    }

    private Stream<DynamicTest> tests(Page page) throws IOException {
        return new Trials(page, new Session(directory.toRealPath())).tests();
    }
}
