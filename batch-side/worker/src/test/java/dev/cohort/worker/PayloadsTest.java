package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts and zips as bodies, the classic environment, and payloads that are not what they should be. */
class PayloadsTest {
    /** As people have written them for years, here with a store in a directory. */
    private static final String FETCHED = """
            #!/bin/bash
            set -e
            echo "$BATCH_FILE_TYPE from $BUCKET_NAME, index ${AWS_BATCH_JOB_ARRAY_INDEX:-none}, reference $REFERENCE"
            test -f "$BATCH_FILE_S3_URL"
            if [ -z "$SAMPLE_NAME" ]; then
                SAMPLE_NAME=$(sed -n "$((AWS_BATCH_JOB_ARRAY_INDEX + 1))p" "$LIST_OF_SAMPLES")
            else
                test -z "$LIST_OF_SAMPLES"
            fi
            echo "$SAMPLE_NAME $*" > result.txt
            """;

    @TempDir
    Path home;

    private Workbench bench;

    @BeforeEach
    void open() {
        bench = new Workbench(home);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String... namesAndTexts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(bytes(namesAndTexts[i + 1]));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private TaskMaker classic() {
        return bench.step("classic")
                .payload("fetched.sh", bytes(FETCHED))
                .env("REFERENCE", "hg38")
                .output("out", "result.txt")
                .script("--fast", "a b");
    }

    @Test
    void aFetchAndRunScriptAsAPlainJob() {
        Outcome outcome = bench.done(classic());
        assertThat(outcome.logTail())
                .isEqualTo("script from " + bench.store().location() + ", index none, reference hg38");
        assertThat(bench.result("classic", "s1", "result.txt")).isEqualTo("s1 --fast a b\n");
        assertThat(outcome.phases().fetch().ms()).isNotNegative();
    }

    @Test
    void aFetchAndRunScriptAsAnArray() {
        bench.put(bench.layout().laneNames(Workbench.RUN, 0, 0), "x1\nx2\nx3\n");
        bench.done(classic().sample("x2").array(1, 3));
        assertThat(bench.result("classic", "x2", "result.txt")).isEqualTo("x2 --fast a b\n");
    }

    @Test
    void aZipIsUnpackedWhereItsScriptStarts() {
        Outcome outcome = bench.done(bench.step("zipped")
                .payload(
                        "code.zip",
                        zip(
                                "bin/",
                                "",
                                "bin/go.sh",
                                "#!/bin/bash\n. lib.sh\nhello $1 $BATCH_FILE_TYPE\n",
                                "lib.sh",
                                "hello() { echo hello $*; }\n"))
                .script("bin/go.sh", "you"));
        assertThat(outcome.logTail()).isEqualTo("hello you zip");
    }

    @Test
    void aZipWithoutTheScriptThatIsNamed() {
        byte[] zip = zip("a.sh", "#!/bin/sh\n");
        assertThat(bench.failed(bench.step("z").payload("c.zip", zip).script(), FailureKind.STAGE_IN)
                        .message())
                .isEqualTo(
                        "Which script of c.zip shall run? Give its path in the zip as the first of the step's `args`.");
        assertThat(bench.failed(bench.step("z").payload("c.zip", zip).script("b.sh"), FailureKind.STAGE_IN)
                        .message())
                .isEqualTo(
                        "There is no script `b.sh` in the payload c.zip. The first of the step's `args` names one by its path"
                                + " in the zip.");
        bench.failed(bench.step("z").payload("c.zip", zip).script("../../../../bin/sh"), FailureKind.STAGE_IN);
    }

    @Test
    void hostileZipsAreRefused() {
        for (String name : new String[] {"../evil", "a/../../../evil", "/tmp/evil-of-zip", "a\\..\\evil", "C:/evil"}) {
            Outcome outcome = bench.failed(
                    bench.step("zip")
                            .payload("c.zip", zip("go.sh", "#!/bin/sh\n", name, "x"))
                            .script("go.sh"),
                    FailureKind.STAGE_IN);
            assertThat(outcome.message())
                    .isEqualTo("The payload c.zip is refused: its entry `" + name
                            + "` would lie outside of the task's directory. Pack it anew.");
        }
        assertThat(Path.of("/tmp/evil-of-zip")).doesNotExist();
    }

    @Test
    void aZipWhoseEntriesStandInEachOthersWayIsRefused() {
        Outcome outcome = bench.failed(
                bench.step("zip")
                        .payload("c.zip", zip("go", "#!/bin/sh\n", "go/on", "x"))
                        .script("go"),
                FailureKind.STAGE_IN);
        assertThat(outcome.message()).startsWith("The payload c.zip is refused: ");
        String longest = "n".repeat(300);
        outcome = bench.failed(
                bench.step("zip")
                        .payload("c.zip", zip("go", "#!/bin/sh\n", longest, "x"))
                        .script("go"),
                FailureKind.STAGE_IN);
        assertThat(outcome.message()).startsWith("The payload c.zip is refused: ");
    }

    @Test
    void bombsAreRefusedAsTheyUnfold() throws IOException {
        Path zip = Files.write(home.resolve("bomb.zip"), zip("a", "x".repeat(1000), "b", "x".repeat(1000)));
        Path target = Files.createDirectory(home.resolve("t"));
        assertThatThrownBy(() -> new ZipPayload(zip, target, 10, 1500).unpack())
                .isInstanceOf(TaskFailure.class)
                .hasMessage(
                        "The payload bomb.zip is refused: it unfolds to more bytes than a payload may have. Pack it anew.");
        assertThatThrownBy(() -> new ZipPayload(zip, target, 1, 1500).unpack())
                .hasMessage("The payload bomb.zip is refused: it has 2 entries; at most 1 will do. Pack it anew.");
    }

    @Test
    void aFileThatIsNoZip() {
        Outcome outcome =
                bench.failed(bench.step("z").payload("c.zip", bytes("no zip")).script("x"), FailureKind.STAGE_IN);
        assertThat(outcome.message()).startsWith("The payload c.zip is refused: it is no whole zip file (");
    }

    @Test
    void aPayloadOfOtherBytesThanPlanned() {
        TaskMaker task = classic();
        bench.put(bench.layout().payload(task.payload()), "#!/bin/sh\necho evil\n");
        Outcome outcome = bench.failed(task, FailureKind.STAGE_IN);
        assertThat(outcome.message())
                .startsWith(
                        "The payload fetched.sh in the store is not the one that was planned (another SHA-256). Push or plan"
                                + " the run again. ");
        assertThat(outcome.logTail()).isEmpty();
    }

    @Test
    void aPayloadThatIsNotInTheStore() {
        TaskMaker task = classic();
        bench.store().delete(dev.cohort.store.Key.of(bench.layout().payload(task.payload())));
        assertThat(bench.failed(task, FailureKind.STAGE_IN).message())
                .startsWith("The payload fetched.sh is not in the store. Push or plan the run again. ");
    }

    @Test
    void aPayloadIsFetchedOnceAndMendedWhereTheCacheWasSpoilt() throws IOException {
        bench.done(classic());
        Path cached = bench.store()
                .scratch()
                .resolveSibling("payloads")
                .resolve(classic().payload().sha256())
                .resolve("fetched.sh");
        assertThat(Files.getPosixFilePermissions(cached).stream()
                        .map(Enum::name)
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of(
                        "OWNER_READ", "OWNER_EXECUTE", "GROUP_READ", "GROUP_EXECUTE", "OTHERS_READ", "OTHERS_EXECUTE"));
        Files.delete(cached);
        Files.writeString(cached, "#!/bin/sh\necho evil\n");
        try (Workbench later = new Workbench(home)) {
            later.done(classic().forced());
        }
        assertThat(cached).hasContent(FETCHED);
    }
}
