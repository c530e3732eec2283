package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs whose inputs lie in a bucket that lets its readers pay. */
@Timeout(120)
class PaidInputsTest {
    private static final int SAMPLES = 20;
    private static final String PIPELINE = """
            pipeline: p
            samples: { columns: { scene: { type: file } } }
            steps:
              copy:
                inputs: { scene: { file: "${{ sample.scene }}", requester-pays: true } }
                outputs: { out: out.txt }
                run: cp ${{ inputs.scene }} ${{ outputs.out }}
            """;

    @TempDir
    Path folder;

    private PaidBucket bucket;

    @BeforeEach
    void fill() throws IOException {
        Map<String, String> files = new TreeMap<>();
        StringBuilder sheet = new StringBuilder("sample,scene\n");
        for (int i = 0; i < SAMPLES; i++) {
            files.put("in/s" + i + ".txt", "scene " + i + "\n");
            sheet.append("s" + i + ",s3://public/in/s" + i + ".txt\n");
        }
        bucket = new PaidBucket(files);
        Files.writeString(folder.resolve("s.csv"), sheet);
    }

    @AfterEach
    void close() {
        bucket.close();
    }

    private TypedCommand type(String command, String pipeline) throws Exception {
        Files.writeString(folder.resolve("p.yaml"), pipeline);
        CohortProcess process = CohortProcess.start(
                folder, bucket.environment(), command, "p.yaml", "--sample-list-file", "s.csv", "--store", "store");
        int exitCode = process.end();
        return new TypedCommand(process.shown(), exitCode);
    }

    @Test
    void lookedAtListedAndFetchedAtTheCostOfWhoRuns() throws Exception {
        TypedCommand run = type("run", PIPELINE);

        assertThat(run.exitCode()).as(run.shown()).isZero();
        assertThat(folder.resolve("store/results/p/copy/s7/out.txt")).hasContent("scene 7\n");
        assertThat(bucket.asked()).contains("HEAD in/s0.txt", "GET list", "GET in/s7.txt");
    }

    @Test
    void refusedToWhoDoesNotSaySo() throws Exception {
        TypedCommand plan = type("plan", PIPELINE.replace(", requester-pays: true", ""));

        assertThat(plan.exitCode()).as(plan.shown()).isEqualTo(5);
        assertThat(plan.shown()).contains("s3://public/in/s0.txt").contains("`requester-pays: true`");
    }
}
