package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Lane;
import dev.cohort.contract.LanesFile;
import dev.cohort.contract.WorkerImage;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Sha256;
import dev.cohort.store.Store;
import dev.cohort.store.s3.Testing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.batch.model.JobStatus;

/**
 * The images that docker/build makes, upon a base with an entrypoint and an environment of its own, and the worker in them as AWS Batch
 * runs it: by a job's command and environment alone, over a real S3 server.
 */
@NeedsImages
@Timeout(300)
class WorkerImageTest {
    private static final String RUN = ".cohort/runs/20260131-120000-k3x9";

    private static final String LANES = RUN + "/lanes/g1c1";
    private static final String REFERENCE =
            output("transcripts", "transcripts.fa.gz") + ", " + output("annotation", "transcripts.gtf.gz");

    private static final String SCRIPT = """
            #!/bin/bash
            set -eu
            echo "type $BATCH_FILE_TYPE, script $(basename "$BATCH_FILE_S3_URL"), user $(id -un), said $GREETING" > out.txt
            echo "${SAMPLE_NAME:-index $AWS_BATCH_JOB_ARRAY_INDEX of $(basename "$LIST_OF_SAMPLES")}" >> out.txt
            """;

    @TempDir
    private Path folder;

    private static BuiltImages images;

    @BeforeAll
    static void build(BuiltImages made) {
        images = made;
    }

    private static String inside(String image, String... argv) {
        String[] run = new String[argv.length + 5];
        System.arraycopy(new String[] {"run", "--rm", "--network", "none", BuiltImages.name(image)}, 0, run, 0, 5);
        System.arraycopy(argv, 0, run, 5, argv.length);
        return TestEngine.done(TestEngine.ask(run)).text();
    }

    @Test
    void anImageHasItsToolAndAUserOfNoRightsAndNoEntrypoint() {
        assertThat(inside("kallisto", "kallisto", "version")).startsWith("kallisto, version 0.48.0");
        assertThat(inside("kallisto", "id", "-u")).isEqualTo("10001\n");
        assertThat(inside("kallisto", "find", WorkerImage.HOME, "!", "-user", "root", "-o", "!", "-perm", "-a=r"))
                .as("what is not root's, or not everybody's to read")
                .isEmpty();
        assertThat(TestEngine.ask("inspect", "--format", "{{json .Config.Labels}}", BuiltImages.name("kallisto"))
                        .text())
                .contains("\"dev.cohort.worker\":\"" + PackedCohort.VERSION + "\"", "\"dev.cohort.contract\":\"1\"");
    }

    @Test
    void theWorkerAndCohortComeOutOfTheArchive() {
        assertThat(inside("base", "env", "JAVA_TOOL_OPTIONS=-Xlog:class+load", WorkerImage.ENTRYPOINT, "--version"))
                .containsPattern("Cohort's worker [0-9][^ ,]*, contract 1\n")
                .contains("dev.cohort.worker.Main source: shared objects file");
        assertThat(inside("base", "/opt/cohort/bin/cohort", "--version"))
                .isEqualTo("cohort " + PackedCohort.VERSION + "\n");
    }

    @Test
    void scriptsRunAsFetchAndRunHasRunThemAloneAndInAnArray() throws Exception {
        byte[] script = SCRIPT.getBytes(StandardCharsets.UTF_8);
        try (Store store = Testing.emptyStore();
                ImageJobs jobs = ImageJobs.start(folder)) {
            put(store, "array", "sample", "{\"kind\": \"script\", \"args\": []}", "tool.sh", script);
            assertThat(jobs.ended(BuiltImages.name("base"), 2, job(store, "array")))
                    .as(jobs.printed())
                    .isEqualTo(JobStatus.SUCCEEDED);
            assertThat(result(store, "array/b"))
                    .isEqualTo("type script, script tool.sh, user cohort, said hello\nindex 1 of g1c1.txt\n");

            put(store, "alone", "sample", "{\"kind\": \"script\", \"args\": []}", "tool.sh", script);
            assertThat(jobs.ended(BuiltImages.name("base"), 1, job(store, "alone")))
                    .as(jobs.printed())
                    .isEqualTo(JobStatus.SUCCEEDED);
            assertThat(result(store, "alone/a")).isEqualTo("type script, script tool.sh, user cohort, said hello\na\n");
        }
    }

    @Test
    void javaStepsRunByTheJavaThatTheImageBrings() throws Exception {
        try (Store store = Testing.emptyStore();
                ImageJobs jobs = ImageJobs.start(folder);
                InputStream steps = Main.class.getResourceAsStream("/payloads/steps.jar")) {
            String body = """
                    {"kind": "java", "class": "dev.cohort.steps.SimulateReference", "with": {"seed": ["1"], "genes": ["24"]}}
                    """;
            put(store, "reference", "cohort", body, "steps.jar", steps.readAllBytes());

            assertThat(jobs.ended(BuiltImages.name("base"), 1, job(store, "reference")))
                    .as(jobs.printed())
                    .isEqualTo(JobStatus.SUCCEEDED);

            assertThat(store.head(Key.of("results/p/reference/_cohort/transcripts.fa.gz")))
                    .isPresent();
        }
    }

    @Test
    void whatCannotGetAWorkerIsToldBeforeAnythingIsMade() throws IOException {
        image("musl", "lib/ld-musl-x86_64.so.1", "lib/ld-musl-aarch64.so.1");
        image("nothing", "hello");
        image("bare", "lib64/ld-linux-x86-64.so.2", "lib/ld-linux-aarch64.so.1");

        assertThat(refused("musl"))
                .contains(
                        "error: the image `cohort-test/musl:1` is built on musl (/lib/ld-musl-x86_64.so.1), as Alpine is;"
                                + " the worker is for images with glibc")
                .contains("hint: take its variant on Debian, Ubuntu, Red Hat or the like");
        assertThat(refused("nothing"))
                .contains(
                        "error: the image `cohort-test/nothing:1` has no glibc (no /lib64/ld-linux-x86-64.so.2), which"
                                + " the worker and most tools need")
                .contains("hint: begin with an image that has a Linux system in it, such as debian:bookworm-slim");
        assertThat(refused("bare"))
                .contains(
                        "error: the image `cohort-test/bare:1` has no program setsid, by which the worker starts what a"
                                + " step runs")
                .contains("hint: install it in the image (Debian, Ubuntu, Red Hat: the package util-linux)");
        assertThat(wrap("localhost:1/no/such:2").text())
                .contains("Fetching the image localhost:1/no/such:2")
                .contains("error: the image `localhost:1/no/such:2` is not here and can't be fetched: ")
                .contains("hint: build it or load it, or correct its name");
        assertThat(wrap("x\nRUN rm").text()).contains("is no name of an image");
    }

    /** With some empty files. */
    private void image(String name, String... paths) throws IOException {
        Path root = folder.resolve(name);
        for (String path : paths) {
            Files.createDirectories(root.resolve(path).getParent());
            Files.createFile(root.resolve(path));
        }
        String tar = folder.resolve(name + ".tar").toString();
        TestEngine.done(TestEngine.said("tar", "-C", root.toString(), "-cf", tar, "."));
        TestEngine.done(TestEngine.ask("import", tar, BuiltImages.PREFIX + "/" + name + ":1"));
    }

    private static String refused(String name) {
        TestEngine.Said said = wrap(BuiltImages.PREFIX + "/" + name + ":1");
        TestEngine.ask("rmi", BuiltImages.PREFIX + "/" + name + ":1");
        assertThat(said.status()).isEqualTo(ExitCode.ENVIRONMENT);
        return said.text().replaceAll("\n {8}", " ");
    }

    private static TestEngine.Said wrap(String image) {
        return TestEngine.said(
                images.cohort().program().toString(), "images", "wrap", image, "--engine", TestEngine.KIND.command());
    }

    private static String job(Store store, String step) {
        return store.locationOf(job(step)).toString();
    }

    private static Key job(String step) {
        return Key.of(RUN + "/jobs/" + step + ".json");
    }

    private static String result(Store store, String task) {
        return new String(store.get(Key.of("results/p/" + task + "/out.txt")).bytes(), StandardCharsets.UTF_8);
    }

    /** A job of two lanes, or of the cohort, as the orchestrator stores it. */
    private static void put(Store store, String step, String each, String body, String file, byte[] payload)
            throws IOException {
        String digest = Sha256.of(payload).hex();
        String place = store.location().toString().replaceFirst("/$", "");
        boolean lanes = each.equals("sample");
        store.put(Key.of(".cohort/payloads/" + digest + "/" + file), Content.of(payload));
        store.put(job(step), Content.utf8("""
                {"contract": 1, "run": "20260131-120000-k3x9", "name": "p", "pipeline": "p", "step": "STEP", "each": "EACH",
                 "body": BODY, "inputs": {}, "outputs": {OUTPUTS}, "env": {}, "limits": {"cpus": 1, "memoryMiB": 400},
                 "payload": {"file": "FILE", "sha256": "DIGEST"}, "def": "DIGEST", "store": "PLACE" MORE}
                """.replace("STEP", step)
                .replace("EACH", each)
                .replace("BODY", body)
                .replace("OUTPUTS", lanes ? output("out", "out.txt") : REFERENCE)
                .replace("FILE", file)
                .replace("DIGEST", digest)
                .replace("MORE", lanes ? ", \"lanes\": \"PLACE/" + LANES + ".jsonl\"" : "")
                .replace("PLACE", place)));
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        LanesFile.Writer writer = new LanesFile.Writer(lines, index);
        writer.add(new Lane("a", Map.of(), Set.of()));
        writer.add(new Lane("b", Map.of(), Set.of()));
        writer.finish();
        store.put(Key.of(LANES + ".jsonl"), Content.of(lines.toByteArray()));
        store.put(Key.of(LANES + ".idx"), Content.of(index.toByteArray()));
    }

    private static String output(String name, String path) {
        return "\"" + name + "\": {\"path\": \"" + path + "\", \"kind\": \"file\", \"optional\": false}";
    }
}
