package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.engine.aws.AwsClients;
import dev.cohort.orchestrator.engine.aws.LocalBatchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whoever submits a run is killed at every point of it: before and after each write to the store and each call to AWS. Whoever attaches
 * then brings it to its end, with one job for each name and one attempt at each task.
 */
@Timeout(300)
class KilledSubmissionTest {
    private static final String QUEUE = "mixed";
    private static final int ENOUGH = 1_000;

    /** A new job is listed only after so many seconds, which clients wait for. */
    private static final String LISTING_DELAY = "0.02";

    /** Stands in place of the worker: it notes that it was here, and leaves an outcome. */
    private static final String WORKER = """
            job=${COHORT_JOB##*/}
            root=STORES/${COHORT_JOB#s3://}
            def=$(sed -n 's/.*"def" *: *"\\([0-9a-f]\\{16\\}\\).*/\\1/p' "$root")
            root=${root%%/.cohort/*}
            step=${job#*-*-*-}
            step=${step%-g*}
            case $job in
              *-g0*) sample=_cohort;;
              *) sample=s${AWS_BATCH_JOB_ARRAY_INDEX:-0};;
            esac
            echo "$step $sample" >> "$root/ran"
            outcomes=$root/.cohort/outcomes/p/$step/$sample
            digits=0000000000000000
            mkdir -p "$outcomes"
            : > "$outcomes/ok.$def.$digits.$digits.$digits.json"
            """;

    /** Each store has definitions of its own, so that each submission registers them. */
    private static final String PIPELINE = """
            pipeline: p
            defaults: { timeout: 1h, image: "test/IMAGE", resources: { memory: 16 MiB } }
            steps:
              index: { each: cohort, outputs: { o: o }, command: [touch, o] }
              lanes: { inputs: { i: "${{ steps.index.o }}" }, outputs: { o: o }, command: [touch, o] }
              all: { each: cohort, inputs: { i: "${{ steps.lanes.o }}" }, outputs: { o: o }, command: [touch, o] }
            """;

    private static final String[] TASKS = {"index _cohort", "lanes s0", "lanes s1", "all _cohort"};

    private static final Pattern NOT_BEGUN = Pattern.compile(
            "error: (there are no runs in the store|the run \\S+ was cut off before it had written down what to do)");

    @TempDir
    private static Path folder;

    private static @Nullable LocalBatchServer server;

    @BeforeAll
    static void start() throws IOException {
        Path worker = folder.resolve("worker.sh");
        Files.writeString(worker, WORKER.replace("STORES", folder.toString()));
        Files.writeString(folder.resolve("s.txt"), "s0\ns1\n");
        server = LocalBatchServer.start(
                LocalBatchServer.FASTEST,
                folder,
                QUEUE,
                Map.of(),
                "--cpus=8",
                "--memory=4096",
                "--listing-delay=" + LISTING_DELAY,
                "--image-map=test/*=sh " + worker);
    }

    @AfterAll
    static void stop() throws IOException {
        server().close();
    }

    private static LocalBatchServer server() {
        return Objects.requireNonNull(server);
    }

    /** One store, and what happens to it, in a second of its own, as all runs share one queue. */
    private static final class Scene {
        private static int scenes;

        private final Duration second = Duration.ofSeconds(++scenes);
        private final String bucket;
        private final int number;
        private String said = "";
        private int hands;

        Scene(String kind, int number) throws IOException {
            this.bucket = kind + "-" + number;
            this.number = number;
            Files.writeString(folder.resolve(bucket + ".yaml"), PIPELINE.replace("IMAGE", bucket));
        }

        /** False where that many moments were enough to come to the end. */
        boolean isKilled(int moments, String... words) {
            return isKilled(Mortal.after(moments), words);
        }

        boolean isKilled(Mortal mortal, String... words) {
            Terminal terminal = terminal()
                    .stores((location, settings) -> mortal.store(FolderBucket.open(folder, location)))
                    .aws(region -> server().clients(region, mortal::caller))
                    .passing(++hands);
            try {
                int exit = terminal.run(words);
                said += shown(exit, terminal, words);
                return false;
            } catch (Mortal.Killed killed) {
                said += shown(-1, terminal, words);
                return true;
            }
        }

        int type(String... words) {
            Terminal terminal = terminal()
                    .stores((location, settings) -> FolderBucket.open(folder, location))
                    .aws(server()::clients);
            int exit = terminal.run(words);
            said += shown(exit, terminal, words);
            return exit;
        }

        private Terminal terminal() {
            return new Terminal(folder).later(second).chance(Objects.hash(bucket, hands++));
        }

        private static String shown(int exit, Terminal terminal, String... words) {
            return "$ " + String.join(" ", words) + "\n" + terminal.out() + terminal.err() + "(" + exit + ")\n";
        }

        String[] run(String... more) {
            return words("run " + bucket + ".yaml --sample-list-file s.txt --no-image-check --queue " + QUEUE, more);
        }

        String[] attach() {
            return words("attach latest");
        }

        private String[] words(String words, String... more) {
            return Stream.of(words.split(" "), more, new String[] {"--store", "s3://" + bucket})
                    .flatMap(Arrays::stream)
                    .toArray(String[]::new);
        }

        /** Whoever comes attaches; and where nothing had begun, types the same again. */
        void comesToItsEnd() throws IOException {
            int exit = type(attach());
            if (exit != ExitCode.OK && NOT_BEGUN.matcher(said).find()) {
                exit = type(run());
            }
            assertThat(exit).as(toString()).isZero();
            try (Stream<String> ran = Files.lines(folder.resolve(bucket).resolve("ran"))) {
                assertThat(ran.toList()).as(toString()).containsExactlyInAnyOrder(TASKS);
            }
        }

        @Override
        public String toString() {
            return "killed after " + number + " moments:\n" + said;
        }
    }

    /** How often it was killed: once at each of its points. */
    private static List<Scene> walk(String kind, Killing killing) throws IOException {
        List<Scene> scenes = new ArrayList<>();
        boolean killed = true;
        while (killed) {
            assertThat(scenes).as("some time all moments are survived").hasSizeLessThan(ENOUGH);
            Scene scene = new Scene(kind, scenes.size());
            scenes.add(scene);
            killed = killing.of(scene, scene.number);
            scene.comesToItsEnd();
        }
        return scenes;
    }

    /** Whether it was killed before it had survived that many moments. */
    private interface Killing {
        boolean of(Scene scene, int moments);
    }

    private static void requireOneJobForEachName() {
        Map<String, List<String>> jobs = new TreeMap<>();
        try (AwsClients clients = server().clients(null)) {
            for (String status :
                    List.of("SUBMITTED", "PENDING", "RUNNABLE", "STARTING", "RUNNING", "SUCCEEDED", "FAILED")) {
                clients.batch()
                        .listJobsPaginator(list -> list.jobQueue(QUEUE).jobStatus(status))
                        .jobSummaryList()
                        .forEach(job -> jobs.computeIfAbsent(job.jobName(), name -> new ArrayList<>())
                                .add(job.jobId()));
            }
        }
        assertThat(jobs).isNotEmpty();
        assertThat(jobs).allSatisfy((name, some) -> assertThat(some).as(name).hasSize(1));
    }

    @Test
    void aSubmissionThatIsKilledIsCarriedOn() throws IOException {
        List<Scene> scenes = walk("detached", (scene, moments) -> scene.isKilled(moments, scene.run("--detach")));

        assertThat(scenes).hasSizeGreaterThan(50);
        requireOneJobForEachName();
    }

    @Test
    void whoCarriesItOnMayBeKilledToo() throws IOException {
        List<Scene> scenes = walk("attached", (scene, moments) -> {
            assertThat(scene.isKilled(Mortal.whenDone("SubmitJob", 2), scene.run()))
                    .as(scene.toString())
                    .isTrue();
            return scene.isKilled(moments, scene.attach());
        });

        assertThat(scenes).hasSizeGreaterThan(20);
        requireOneJobForEachName();
    }
}
