package dev.cohort.contract;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One record of every kind and variant of the contract, with what makes each awkward. */
final class Specimens {
    static final String HEX = "0123456789abcdef".repeat(4);
    static final String OTHER_HEX = "fedcba9876543210".repeat(4);
    static final RunId RUN = new RunId("20260131-120000-k3x9");
    static final Limits LIMITS = new Limits(1.5, 14336L, 61440L, 14400L);

    private Specimens() {}

    /** A record, the JSON that it is written as, and the reading of such JSON. */
    record Specimen(Object record, Json json, Function<Json, ?> codec) {}

    static Map<String, Specimen> all() {
        Map<String, Specimen> all = new LinkedHashMap<>();
        jobs().forEach((name, job) -> all.put("job-" + name, new Specimen(job, job.toJson(), Job::fromJson)));
        lanes().forEach((name, lane) -> all.put("lane-" + name, new Specimen(lane, lane.toJson(), Lane::fromJson)));
        outcomes()
                .forEach((name, outcome) ->
                        all.put("outcome-" + name, new Specimen(outcome, outcome.toJson(), Outcome::fromJson)));
        JournalBatch batch = batch();
        all.put("journal-batch", new Specimen(batch, batch.toJson(), JournalBatch::fromJson));
        all.put("keys", itself(keys()));
        all.put("digests", itself(digests()));
        return all;
    }

    static Job command() {
        Map<String, InputPattern> inputs = new LinkedHashMap<>();
        inputs.put("idx", new InputPattern.FromCohort("index", "idx"));
        inputs.put("r1", new InputPattern.FromLane("picard", "r1"));
        inputs.put(
                "bam",
                new InputPattern.File(
                        Template.of(new Template.Text("bam/"), new Template.Ref("sample"), new Template.Text(".bam")),
                        "s3://bucket/sheets/"));
        inputs.put("reads", new InputPattern.Files(Template.of(new Template.Ref("sample.reads"))));
        inputs.put("kmer", new InputPattern.Value(Template.text("31")));
        Map<String, OutputPattern> outputs = new LinkedHashMap<>();
        outputs.put("fusion", file("fusion.txt"));
        outputs.put("logs", new OutputPattern(Template.text("logs"), OutputPattern.Kind.DIRECTORY, false));
        outputs.put("plots", new OutputPattern(Template.text("*.png"), OutputPattern.Kind.GLOB, true));
        Body body = new Body.Command(List.of(
                Template.text("kallisto"),
                Template.text("quant"),
                Template.of(new Template.Text("--output-dir="), new Template.Ref("outputs.fusion")),
                Template.of(new Template.Ref("inputs.bam"))));
        return job(
                Each.SAMPLE,
                body,
                inputs,
                outputs,
                null,
                Map.of("THREADS", Template.of(new Template.Ref("resources.cpus"))));
    }

    private static Map<String, Job> jobs() {
        Payload payload = new Payload("steps.jar", OTHER_HEX);
        Map<String, Template> with = Map.of("strand", Template.text("rf"));
        Map<String, InputPattern> tables = Map.of("tables", new InputPattern.Gather("pizzly", "table"));
        Body run = new Body.Run(
                "set -e\necho \"$V1\" > 'out put.txt'\n", Map.of("V1", Template.of(new Template.Ref("sample.age"))));
        Body gather = new Body.Command(
                List.of(Template.text("cat"), Template.of(new Template.Splice("inputs.tables.*")), Template.text("")));
        Body script = new Body.Script(List.of(Template.of(new Template.Ref("sample"))));
        Map<String, Job> jobs = new LinkedHashMap<>();
        jobs.put("command", command());
        jobs.put("run", job(Each.SAMPLE, run, Map.of(), Map.of("out", file("out put.txt")), null, Map.of()));
        jobs.put(
                "java",
                job(
                        Each.COHORT,
                        new Body.Java("dev.cohort.steps.FusionSummary", with),
                        tables,
                        Map.of(),
                        payload,
                        Map.of()));
        jobs.put("script", job(Each.SAMPLE, script, Map.of(), Map.of(), payload, Map.of()));
        jobs.put("gather", job(Each.COHORT, gather, tables, Map.of(), null, Map.of()));
        Map<String, InputPattern> some = Map.of("tables", new InputPattern.Gather("align.map", "table", true));
        jobs.put("gather-partial", job(Each.COHORT, gather, some, Map.of(), null, Map.of()));
        jobs.put("terms", onTerms());
        jobs.put("pass", job(Each.COHORT, new Body.Pass(), Map.of(), Map.of(), null, Map.of()));
        return jobs;
    }

    private static Job onTerms() {
        Job plain = job(
                Each.COHORT,
                new Body.Command(List.of(Template.text("true"))),
                Map.of("tables", new InputPattern.Gather("pizzly", "table")),
                Map.of(),
                null,
                Map.of());
        return new Job(
                plain.run(),
                plain.name(),
                plain.pipeline(),
                plain.step(),
                plain.each(),
                plain.body(),
                plain.inputs(),
                plain.outputs(),
                plain.def(),
                null,
                plain.env(),
                new Limits(2, 4096L, null, null, 1),
                plain.store(),
                null,
                true,
                new Terms(
                        List.of("TOKEN"),
                        List.of(
                                new Mount("/data/reference", null, "/reference", true),
                                new Mount(null, "fs-0123456789abcdef0", "/mnt/shared", false)),
                        Set.of("tables"),
                        Set.of("idx"),
                        Set.of("reads"),
                        Set.of(137, 2),
                        3,
                        "s3://bucket/prefix/.cohort/runs/20260131-120000-k3x9/absent/j.tsv",
                        new Encryption(Encryption.BY_KMS, "alias/ours")));
    }

    private static Job job(
            Each each,
            Body body,
            Map<String, InputPattern> inputs,
            Map<String, OutputPattern> outputs,
            @Nullable Payload payload,
            Map<String, Template> env) {
        boolean bounded = each == Each.SAMPLE;
        return new Job(
                RUN.text(),
                "fusion",
                "fusion",
                "kallisto",
                each,
                body,
                inputs,
                outputs,
                HEX,
                payload,
                env,
                bounded ? LIMITS : new Limits(2, null, null, null),
                "s3://bucket/prefix",
                bounded ? "s3://bucket/prefix/.cohort/runs/20260131-120000-k3x9/lanes/g0c0.jsonl" : null);
    }

    private static OutputPattern file(String path) {
        return new OutputPattern(Template.text(path), OutputPattern.Kind.FILE, false);
    }

    private static Map<String, Lane> lanes() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("bam", "s3://bucket/Ä ö\u00a0\"quoted\".bam");
        columns.put("age", "");
        columns.put("note", "$(rm -rf /); 'x'\t\u0001\ud83e\uddec");
        return Map.of(
                "plain", new Lane("s1", Map.of(), Set.of()),
                "full", new Lane("A.b-c_1", columns, Set.of("picard"), Set.of("align.map")));
    }

    static Outcome succeeded() {
        Map<String, Json> metrics = new LinkedHashMap<>();
        metrics.put("reads", Json.number(9_007_199_254_740_993L));
        metrics.put("mapped", Json.number(0.8125));
        metrics.put("tool", Json.text("kallisto 0.48"));
        return new Outcome(
                RUN.text(),
                "kallisto",
                "s1",
                2,
                null,
                "b2f7c1",
                Outcome.Status.SUCCEEDED,
                null,
                0,
                null,
                null,
                HEX,
                OTHER_HEX,
                outputs(),
                new Phases(
                        new Phases.Phase(12, 3400),
                        new Phases.Phase(250, 5_000_000_000L),
                        new Phases.Phase(61_000, 0),
                        new Phases.Phase(90, 77)),
                58_900L,
                3_900L,
                Instant.parse("2026-01-31T12:00:00Z"),
                Instant.parse("2026-01-31T12:01:01.352Z"),
                metrics,
                "");
    }

    static List<OutputFile> outputs() {
        return List.of(
                new OutputFile("fusion", "fusion.txt", 0, "\"d41d8cd98f00b204e9800998ecf8427e\"", HEX),
                new OutputFile("logs", "logs/run.log", 5_000_000_001L, "1769860800000", OTHER_HEX, "logs"));
    }

    private static Map<String, Outcome> outcomes() {
        Instant at = Instant.parse("2026-01-31T12:00:00.001Z");
        Outcome failed = new Outcome(
                RUN.text(),
                "kallisto",
                "s1",
                4,
                2,
                null,
                Outcome.Status.FAILED,
                FailureKind.OUT_OF_MEMORY,
                137,
                9,
                "The tool was killed as it went beyond 14336 MiB.",
                HEX,
                null,
                List.of(),
                Phases.NONE,
                null,
                null,
                at,
                at,
                Map.of(),
                "line 1\nline 2 cut in half: \ud83e");
        Outcome passed = new Outcome(
                RUN.text(),
                "index",
                null,
                1,
                null,
                "b2f7c2",
                Outcome.Status.PASSED,
                null,
                null,
                null,
                null,
                HEX,
                OTHER_HEX,
                outputs(),
                Phases.NONE,
                null,
                null,
                at,
                at,
                Map.of(),
                "");
        return Map.of("succeeded", succeeded(), "failed", failed, "passed", passed);
    }

    private static JournalBatch batch() {
        return new JournalBatch(
                41,
                List.of(
                        Json.object().put("event", "intent").put("job", "j1").build(),
                        Json.object()
                                .put("event", "submitted")
                                .put("id", "b2f7c1")
                                .put("dry", false)
                                .build()));
    }

    private static Json keys() {
        StoreLayout store = new StoreLayout("fusion");
        String digest = Digest.short16(HEX);
        OutcomeKey ok = new OutcomeKey(OutcomeKey.Status.OK, digest, digest, digest, digest);
        OutcomeKey failed =
                new OutcomeKey(OutcomeKey.Status.FAILED, digest, OutcomeKey.NONE, OutcomeKey.NONE, OutcomeKey.NONE);
        return Json.object()
                .put("result", store.result("kallisto", "s1", "fusion.txt"))
                .put("resultInDirectory", store.result("kallisto", "s1", "logs/run.log"))
                .put("resultOfCohort", store.result("summary", null, "fusions.tsv"))
                .put("results", store.results("kallisto"))
                .put("outcome", store.outcome("kallisto", "s1", ok))
                .put("outcomeOfCohort", store.outcome("index", null, failed))
                .put("outcomes", store.outcomes("kallisto"))
                .put("runs", store.runs())
                .put("plan", store.plan(RUN))
                .put("sheet", store.sheet(RUN))
                .put("job", store.job(RUN, JobName.of(RUN, "kallisto", 0, 1, 2)))
                .put("absent", store.absent(RUN, JobName.of(RUN, "summary", 0, 0, 1)))
                .put("joinJob", store.job(RUN, JobName.join(RUN, "summary", 3, 1)))
                .put("lanes", store.lanes(RUN, 0, 1))
                .put("lanesIndex", store.lanesIndex(RUN, 0, 1))
                .put("laneNames", store.laneNames(RUN, 0, 1))
                .put("samples", store.samples(RUN))
                .put("log", store.log(RUN, "kallisto", "s1", 2))
                .put("logOfCohort", store.log(RUN, "index", null, 1))
                .put("journal", store.journal(RUN, 7))
                .put("payload", store.payload(new Payload("steps.jar", OTHER_HEX)))
                .put("claims", store.claims())
                .put("environment", store.environment())
                .build();
    }

    /** A digest that changes between two versions of Cohort runs every task of every user again. */
    private static Json digests() {
        return Json.object()
                .put("def", Fingerprint.def(command().toJson()))
                .put("in", Fingerprint.in(new TreeMap<>(Map.of("idx", Fingerprint.producerIdentity(HEX)))))
                .put("etag", Fingerprint.fileIdentity("\"d41d8\""))
                .put("stat", Fingerprint.fileIdentity(5, 1769860800000L))
                .put("external", Fingerprint.externalIdentity("s1.bam", "\"d41d8\""))
                .put("value", Fingerprint.valueIdentity("31"))
                .put(
                        "gather",
                        new GatherIdentity()
                                .lane("s1", "content:a")
                                .missing("s2")
                                .identity())
                .put("content", Fingerprint.content(outputs()))
                .put("listed", Fingerprint.listed(List.of(new ListedFile("fusion.txt", 0, "\"d41d8\""))))
                .build();
    }

    private static Specimen itself(Json json) {
        return new Specimen(json, json, same -> same);
    }
}
