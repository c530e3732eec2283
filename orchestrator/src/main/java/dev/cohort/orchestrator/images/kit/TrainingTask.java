package dev.cohort.orchestrator.images.kit;

import dev.cohort.contract.Lane;
import dev.cohort.contract.LanesFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** The task that the worker does to show which classes it needs: what lies in the store before it, and what it leaves. */
final class TrainingTask {
    static final String BUCKET = "training";

    /** Below this the worker leaves its result. */
    static final String OUTPUT = "results/training/copy/a/out.txt";

    private static final String RUN = ".cohort/runs/20260131-120000-k3x9";
    private static final String JOB = RUN + "/jobs/job.json";
    private static final String LANES = RUN + "/lanes/g1c1";

    /** As the orchestrator writes it. */
    private static final String JOB_TEXT = """
            {"contract": 1, "run": "20260131-120000-k3x9", "name": "training", "pipeline": "training", "step": "copy", "each": "sample",
             "body": {"kind": "command", "argv": ["sh", "-c", "cat \\"$0\\" > out.txt; echo done", [{"ref": "inputs.in"}]]},
             "inputs": {"in": {"kind": "file", "path": ["in/", {"ref": "sample"}, ".txt"], "base": "s3://training/"}},
             "outputs": {"out": {"path": "out.txt", "kind": "file", "optional": false}},
             "def": "0000000000000000000000000000000000000000000000000000000000000000", "env": {}, "limits": {"cpus": 1},
             "store": "s3://training", "lanes": "s3://training/LANES.jsonl"}
            """.replace("LANES", LANES);

    private TrainingTask() {}

    static Map<String, byte[]> objects() throws IOException {
        ByteArrayOutputStream lanes = new ByteArrayOutputStream();
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        LanesFile.Writer writer = new LanesFile.Writer(lanes, index);
        writer.add(new Lane("a", Map.of(), Set.of()));
        writer.add(new Lane("b", Map.of(), Set.of()));
        writer.finish();
        return Map.of(
                JOB,
                JOB_TEXT.getBytes(StandardCharsets.UTF_8),
                LANES + ".jsonl",
                lanes.toByteArray(),
                LANES + ".idx",
                index.toByteArray(),
                "in/a.txt",
                "ACGT\n".getBytes(StandardCharsets.UTF_8));
    }

    /** As AWS Batch tells it to the first child of an array. */
    static Map<String, String> environment() {
        return Map.of(
                "COHORT_JOB", "s3://" + BUCKET + "/" + JOB,
                "AWS_BATCH_JOB_ID", "training:0",
                "AWS_BATCH_JOB_ATTEMPT", "1",
                "AWS_BATCH_JOB_ARRAY_INDEX", "0",
                "AWS_BATCH_JOB_ARRAY_SIZE", "2");
    }
}
