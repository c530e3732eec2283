package dev.cohort.orchestrator.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.cohort.orchestrator.diag.Paint;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.ProblemRenderer;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.graph.StepGraph;
import dev.cohort.orchestrator.spec.PipelineReader;
import dev.cohort.orchestrator.spec.Sources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The examples of a page, each as a test.
 *
 * <p>A {@code yaml} block is a whole pipeline without any problem, unless the comment above it says {@code fragment: KIND}
 * (it is put into the first whole one), {@code file: NAME} (which commands below can name, until a later block is the same
 * file) or {@code wrong: NAME} (a file whose problems the next block shows). A {@code console} block is typed anew, and must
 * show what comes out. A comment {@code there: NAME NAME …} stands for files without content that commands below find.
 */
final class Trials {
    private static final Set<String> UNTRIED = Set.of("sh", "text", "csv", "tsv", "java", "json", "");

    private final Page page;
    private final Session session;

    Trials(Page page, Session session) {
        this.page = page;
        this.session = session;
    }

    Stream<DynamicTest> tests() throws IOException {
        for (String file : page.there()) {
            session.write(file, "");
        }
        List<DynamicTest> tests = new ArrayList<>();
        List<Block> files = new ArrayList<>();
        for (Block block : page.blocks()) {
            block.file().ifPresent(name -> files.add(block));
            List<Block> fresh = block.language().equals("console") ? take(files) : List.of();
            test(block)
                    .ifPresent(trial -> tests.add(named(block, () -> {
                        write(fresh);
                        trial.run();
                    })));
        }
        return tests.stream();
    }

    private DynamicTest named(Block block, Trial trial) {
        return dynamicTest(page.file().getFileName() + ":" + block.line(), trial::run);
    }

    /** Files are written where a reader meets them, so that a later block can be the same file, changed. */
    private static List<Block> take(List<Block> files) {
        List<Block> taken = List.copyOf(files);
        files.clear();
        return taken;
    }

    private void write(List<Block> files) throws IOException {
        for (Block block : files) {
            session.write(block.file().orElseThrow(), block.text());
        }
    }

    /** What is done with a block; nothing for what only people read. */
    private interface Trial {
        void run() throws IOException;
    }

    private Optional<Trial> test(Block block) {
        if (block.language().equals("console")) {
            return Optional.of(() -> type(block));
        }
        if (block.language().equals("yaml")) {
            return Optional.of(() -> yaml(block));
        }
        assertThat(UNTRIED)
                .as("the language of the block in line " + block.line())
                .contains(block.language());
        return Optional.empty();
    }

    private void type(Block block) throws IOException {
        List<String> shown = session.replay(block);
        if (session.fits(block.lines(), shown)) {
            return;
        }
        if (Boolean.getBoolean("cohort.goldens.refresh")) {
            page.rewrite(block, shown);
            throw new AssertionError("rewrote what the block shows; look at the difference, then run without the flag");
        }
        assertThat(String.join("\n", block.lines())).isEqualTo(String.join("\n", shown));
    }

    private void yaml(Block block) {
        if (block.noted("wrong").isPresent()) {
            wrong(block);
        } else if (block.noted("fragment").isPresent()) {
            Fragment fragment = new Fragment(block.noted("fragment").get(), block.text());
            assertThat(errors(fragment.within(whole()))).isEmpty();
        } else if (block.noted("file").isEmpty() || block.text().startsWith("pipeline:")) {
            assertThat(told(problems(block.text()))).isEmpty();
        }
    }

    /** Where it is shown what is wrong, it is tried there. */
    private void wrong(Block block) {
        Block next = page.blocks().get(page.blocks().indexOf(block) + 1);
        assertThat(next.lines())
                .as("the block below shows what is wrong")
                .anyMatch(line -> line.startsWith("$ ")
                        && line.endsWith(" check " + block.noted("wrong").orElseThrow()));
        assertThat(told(errorsOf(problems(block.text())))).isNotEmpty();
    }

    private String whole() {
        return page.blocks("yaml").get(0).text();
    }

    private String errors(String pipeline) {
        return told(errorsOf(problems(pipeline)));
    }

    private static List<Problem> errorsOf(List<Problem> problems) {
        return problems.stream().filter(Problem::isError).toList();
    }

    /** A pipeline may use others that the page shows. */
    private List<Problem> problems(String pipeline) {
        Map<String, Source> files = new HashMap<>();
        page.blocks().forEach(block -> block.file().ifPresent(name -> files.put(name, new Source(name, block.text()))));
        Problems problems = new Problems();
        PipelineReader.read(new Source("example.yaml", pipeline), Optional.empty(), Sources.among(files), problems)
                .flatMap(read -> StepGraph.of(read, problems));
        return problems.inOrder();
    }

    private static String told(List<Problem> problems) {
        return new ProblemRenderer(Paint.PLAIN).render(problems);
    }
}
