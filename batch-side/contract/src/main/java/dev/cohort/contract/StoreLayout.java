package dev.cohort.contract;

import org.jspecify.annotations.Nullable;

/**
 * Where everything lies in a store, as keys below its root, for the results that are filed under one name. No part of a
 * key can lead out of its place.
 */
public record StoreLayout(String name) {
    /** Stands where a sample's name would, for a task of the cohort; no sample can be called so. */
    public static final String COHORT = "_cohort";

    /** For whoever does not know yet under which name results are filed; runs and payloads lie where they lie whatever the name. */
    public static final StoreLayout OF_ANY_NAME = new StoreLayout("any");

    public static final int FIRST_ROUND = 1;
    private static final String RESULTS = "results";
    private static final String HOME = ".cohort";

    public StoreLayout {
        requireSegment(name, "the name of the results");
    }

    /** The directory of one task's results; a null sample means the cohort. */
    public String results(String step, @Nullable String sample) {
        return key(RESULTS, name, step, sampleOrCohort(sample));
    }

    /** One file of a task's results; {@code path} may lie deeper, as in a directory output. */
    public String result(String step, @Nullable String sample, String path) {
        requirePath(path, "a result's path");
        return results(step, sample) + "/" + path;
    }

    /** The directory of all results of a step. */
    public String results(String step) {
        return key(RESULTS, name, step);
    }

    /** The directory of one task's outcomes; a null sample means the cohort. */
    public String outcomes(String step, @Nullable String sample) {
        return key(HOME, "outcomes", name, step, sampleOrCohort(sample));
    }

    /** The directory of all outcomes of a step. */
    public String outcomes(String step) {
        return key(HOME, "outcomes", name, step);
    }

    public String outcome(String step, @Nullable String sample, OutcomeKey outcome) {
        return outcomes(step, sample) + "/" + outcome.fileName();
    }

    /** The directory of all runs. */
    public String runs() {
        return key(HOME, "runs");
    }

    public String run(RunId run) {
        return key(HOME, "runs", run.text());
    }

    /** Of the first round, which holds all tasks of the run. */
    public String plan(RunId run) {
        return plan(run, FIRST_ROUND);
    }

    public String plan(RunId run, int round) {
        return run(run) + "/plan" + (round == FIRST_ROUND ? "" : "-r" + round) + ".json";
    }

    /** How all tasks stood when a round was planned, by which its plan can be made again. */
    public String decided(RunId run, int round) {
        return run(run) + "/decided" + (round == FIRST_ROUND ? "" : "-r" + round) + ".json";
    }

    /** What the run was asked to do, by which somebody else can carry it on. */
    public String request(RunId run) {
        return run(run) + "/request.json";
    }

    /** The samples of a run and their columns, as it read them. */
    public String sheet(RunId run) {
        return run(run) + "/sheet.csv";
    }

    public String job(RunId run, String job) {
        return run(run) + "/jobs/" + requireSegment(job, "a job's name") + ".json";
    }

    /** The samples that the gathers of a job do without, as {@code step sample} by tab, one a line. */
    public String absent(RunId run, String job) {
        return run(run) + "/absent/" + requireSegment(job, "a job's name") + ".tsv";
    }

    public String lanes(RunId run, int group, int chunk) {
        return lanes(run, group, chunk, FIRST_ROUND);
    }

    /** Each round has its own, as jobs of an earlier one may still read theirs. */
    public String lanes(RunId run, int group, int chunk, int round) {
        return lanes(run, group, chunk, round, ".jsonl");
    }

    public String lanesIndex(RunId run, int group, int chunk) {
        return lanesIndex(run, group, chunk, FIRST_ROUND);
    }

    public String lanesIndex(RunId run, int group, int chunk, int round) {
        return lanes(run, group, chunk, round, ".idx");
    }

    /** The names of a chunk's samples, one a line, for scripts that want their list as a file; it stands beside the lanes. */
    public String laneNames(RunId run, int group, int chunk) {
        return laneNames(run, group, chunk, FIRST_ROUND);
    }

    public String laneNames(RunId run, int group, int chunk, int round) {
        return lanes(run, group, chunk, round, ".txt");
    }

    private String lanes(RunId run, int group, int chunk, int round, String ending) {
        return run(run) + "/lanes/g" + group + "c" + chunk + (round == FIRST_ROUND ? "" : "r" + round) + ending;
    }

    /** The names of all samples of a run, one a line, in the order of its sheet. */
    public String samples(RunId run) {
        return run(run) + "/samples.txt";
    }

    /** The names of those samples of a run that have no need of a step, one a line. */
    public String without(RunId run, String step) {
        return run(run) + "/without/" + requireSegment(step, "a step's name") + ".txt";
    }

    /** What one attempt printed; a null sample means the cohort. */
    public String log(RunId run, String step, @Nullable String sample, int attempt) {
        return logs(run, step, sample) + "/" + attempt + ".log";
    }

    /** The directory of the logs of all attempts at a task. */
    public String logs(RunId run, String step, @Nullable String sample) {
        return run(run) + "/logs/" + requireSegment(step, "a step's name") + "/"
                + requireSegment(sampleOrCohort(sample), "a sample's name");
    }

    /** The directory of a run's journal. */
    public String journal(RunId run) {
        return run(run) + "/journal";
    }

    public String journal(RunId run, long batch) {
        return journal(run) + "/" + JournalBatch.fileName(batch);
    }

    public String payload(Payload payload) {
        return key(HOME, "payloads", payload.sha256(), payload.file());
    }

    /** The directory that says who is writing the results of this name. */
    public String claims() {
        return key(HOME, "claims", name);
    }

    public String environment() {
        return key(HOME, "environment.json");
    }

    /** Refuses what cannot be one part of a key. */
    static String requireSegment(String segment, String what) {
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            throw new IllegalArgumentException(what + " is " + Names.quoted(segment) + ", which leads elsewhere");
        }
        if (segment.chars().anyMatch(c -> c == '/' || Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    what + " is " + Names.quoted(segment) + "; no slash and no control character may stand in it");
        }
        return segment;
    }

    /** Refuses a relative path of which any part cannot be one. */
    static void requirePath(String path, String what) {
        for (String segment : path.split("/", -1)) {
            requireSegment(segment, what);
        }
    }

    private static String key(String... segments) {
        for (String segment : segments) {
            requireSegment(segment, "a part of a key");
        }
        return String.join("/", segments);
    }

    private static String sampleOrCohort(@Nullable String sample) {
        return sample == null ? COHORT : sample;
    }
}
