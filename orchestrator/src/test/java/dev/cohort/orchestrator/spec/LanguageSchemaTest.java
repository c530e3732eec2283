package dev.cohort.orchestrator.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.cohort.contract.Json;
import dev.cohort.contract.JsonObject;
import dev.cohort.orchestrator.diag.Place;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.diag.Source;
import dev.cohort.orchestrator.fuzz.Mutants;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** An editor with the schema marks a line exactly where the reader finds a fault of shape, but for what is listed here. */
class LanguageSchemaTest {
    private static final Path GOLDENS = Path.of("src/test/resources/goldens");

    /**
     * Lines of which only the reader can tell: a schema adds no durations, counts no percents, looks at no text for a NUL, and not
     * all editors know letters beyond ASCII.
     */
    private static final Map<String, Set<Integer>> READER_ALONE = Map.of(
            "attempts.yaml", Set.of(4),
            "min-success-that-is-no-share.yaml", Set.of(6, 9),
            "nul-escaped.yaml", Set.of(4),
            "quantities.yaml", Set.of(13, 17),
            "tags-names-and-values.yaml", Set.of(4));

    private final EditorView editor = new EditorView(LanguageSchema.json());

    @TestFactory
    Stream<DynamicTest> marksWhatTheReaderRefuses() throws IOException {
        return pipelines("bad")
                .map(file -> test(file, () -> {
                    Optional<YamlNode> root = read(file);
                    if (root.isPresent()) {
                        Set<Integer> marked = editor.marked(root.get());
                        Set<Integer> alone = told(root.get());
                        alone.removeAll(marked);
                        assertThat(alone).isEqualTo(READER_ALONE.getOrDefault(name(file), Set.of()));
                        assertThat(marked.isEmpty() || isRefused(file))
                                .as("an editor marks only what the reader refuses")
                                .isTrue();
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> takesWhatTheReaderTakes() throws IOException {
        return Stream.of(pipelines("good"), yaml(Path.of("../pipelines")), yaml(Path.of("../pipelines/examples")))
                .flatMap(files -> files)
                .map(file -> test(
                        file,
                        () -> assertThat(editor.marked(read(file).orElseThrow()))
                                .isEmpty()));
    }

    /** Whatever somebody types on the way: no red line below what works. */
    @Test
    void takesMutantsThatTheReaderTakes() throws IOException {
        List<String> corpus = new ArrayList<>();
        for (Path file : pipelines("good").toList()) {
            corpus.add(Files.readString(file));
        }
        for (int seed = 0; seed < 2000; seed++) {
            byte[] mutant = new Mutants(corpus, seed).next();
            Problems problems = new Problems();
            Optional<YamlNode> root = SourceDecoder.decode("mutant.yaml", mutant, problems)
                    .flatMap(source -> YamlReader.read(source, problems));
            if (root.isPresent() && !problems.hasErrors() && told(root.get()).isEmpty()) {
                assertThat(editor.marked(root.get()))
                        .as(new String(mutant, StandardCharsets.UTF_8))
                        .isEmpty();
            }
        }
    }

    @Test
    void isASchema() throws IOException {
        try (var draft = SchemaRegistry.class.getResourceAsStream("/draft-07/schema")) {
            String metaSchema = new String(draft.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                            .getSchema(metaSchema)
                            .validate(LanguageSchema.json().compact(), InputFormat.JSON))
                    .isEmpty();
        }
    }

    @Test
    void saysWhatKeysMean() {
        JsonObject step = in(in(in(LanguageSchema.json(), "properties"), "steps"), "additionalProperties");

        assertThat(in(in(step, "properties"), "each").get("description"))
                .contains(Json.text("whether it runs once per sample or once for all"));
    }

    private static YamlNode node(String text) {
        return YamlReader.read(new Source("x.yaml", text), new Problems()).orElseThrow();
    }

    private static JsonObject in(JsonObject object, String field) {
        return (JsonObject) object.get(field).orElseThrow();
    }

    /** The lines at which the reader tells of a fault of shape. */
    private static Set<Integer> told(YamlNode root) {
        Problems problems = new Problems();
        new ShapeCheck(problems).fit("pipeline", root, Language.PIPELINE);
        return problems.inOrder().stream()
                .map(Problem::place)
                .flatMap(Optional::stream)
                .map(Place::line)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isRefused(Path file) throws IOException {
        Problems problems = new Problems();
        SourceDecoder.decode(name(file), Files.readAllBytes(file), problems)
                .ifPresent(source -> PipelineReader.read(source, Optional.empty(), problems));
        return problems.hasErrors();
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** Empty where it is no YAML, of which a schema can say nothing. */
    private static Optional<YamlNode> read(Path file) throws IOException {
        Problems problems = new Problems();
        return SourceDecoder.decode(name(file), Files.readAllBytes(file), problems)
                .flatMap(source -> YamlReader.read(source, problems))
                .filter(root -> !problems.hasErrors());
    }

    private static Stream<Path> pipelines(String directory) throws IOException {
        return yaml(GOLDENS.resolve(directory));
    }

    private static Stream<Path> yaml(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    private static DynamicTest test(Path file, Executable check) {
        return DynamicTest.dynamicTest(name(file), file.toUri(), check);
    }
}
