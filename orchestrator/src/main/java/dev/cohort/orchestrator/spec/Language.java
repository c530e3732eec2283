package dev.cohort.orchestrator.spec;

import static dev.cohort.orchestrator.spec.Shape.Field.expected;
import static dev.cohort.orchestrator.spec.Shape.Field.optional;
import static dev.cohort.orchestrator.spec.Shape.Field.required;

import dev.cohort.orchestrator.spec.Shape.Either;
import dev.cohort.orchestrator.spec.Shape.Field;
import dev.cohort.orchestrator.spec.Shape.Keyed;
import dev.cohort.orchestrator.spec.Shape.Named;
import dev.cohort.orchestrator.spec.Shape.Scalar;
import dev.cohort.orchestrator.spec.Shape.Sequence;
import java.util.List;
import java.util.stream.Stream;

/** The keys of the pipeline language, described once; to be read beside docs/language.md. */
final class Language {
    /** AWS Batch lets an attempt run for a minute at least; 28 days is more than any step should be let run. */
    private static final double SHORTEST_TIMEOUT = 60;

    private static final double LONGEST_TIMEOUT = 28 * 86_400;

    private static final Shape PROSE = Scalar.of(ScalarKind.PROSE);
    private static final Shape TEXT = Scalar.of(ScalarKind.TEXT);
    private static final Shape TEMPLATE = Scalar.of(ScalarKind.TEMPLATE);
    private static final Shape FLAG = Scalar.of(ScalarKind.FLAG);
    private static final Shape SIZE = Scalar.of(ScalarKind.SIZE);
    private static final Shape TIMEOUT = Scalar.between(ScalarKind.DURATION, SHORTEST_TIMEOUT, LONGEST_TIMEOUT);

    private static final Shape RESOURCES = Keyed.of(
            "resources block",
            optional(
                    "cpus",
                    Scalar.between(ScalarKind.NUMBER, 0.1, 448),
                    "how many processors, in parts if need be: `0.5`"),
            optional("memory", SIZE, "how much memory, such as `8 GiB`"),
            optional("disk", SIZE, "how much scratch space, such as `60 GiB`"),
            optional("gpus", Scalar.between(ScalarKind.WHOLE, 0, 16), "how many GPUs"));

    private static final Shape RETRY = Keyed.of(
            "retry block",
            optional("attempts", Scalar.between(ScalarKind.WHOLE, 1, 10), "how often a task is tried, at most"),
            optional(
                    "memory",
                    Scalar.between(ScalarKind.NUMBER, 1, 10),
                    "how much more memory an attempt gets after one that was out of it, such as `2`"),
            optional(
                    "on-exit",
                    new Sequence(Scalar.between(ScalarKind.WHOLE, 1, 255), 1),
                    "exit codes of the tool that deserve another attempt"));

    private static final Shape PARAM = Keyed.of(
            "param",
            required(
                            "type",
                            Scalar.choice("string", "int", "float", "bool", "choice", "file"),
                            "what kind of value it takes")
                    .hint("add `type: string`, or `int`, `float`, `bool`, `choice`, `file`"),
            optional("description", PROSE, "a sentence for the users of the pipeline"),
            optional("default", TEMPLATE, "what it is when nobody says; without a default it must be given"),
            optional("choices", new Sequence(TEXT, 0), "the words that a `choice` takes"),
            optional("min", Scalar.of(ScalarKind.NUMBER), "the least number"),
            optional("max", Scalar.of(ScalarKind.NUMBER), "the greatest number"));

    private static final Shape COLUMN = Keyed.of(
            "column",
            optional(
                    "type",
                    Scalar.choice("string", "int", "float", "bool", "choice", "file", "files"),
                    "what its cells hold; `string` when left out"),
            optional("description", PROSE, "a sentence for whoever fills the sheet"),
            optional("default", TEMPLATE, "what an empty or missing cell stands for"),
            optional("choices", new Sequence(TEXT, 0), "the words that a `choice` takes"));

    private static final Shape INPUT = Either.of(
            TEMPLATE,
            Keyed.of(
                    "input",
                    optional("file", TEMPLATE, "a path or URL to stage in"),
                    optional("value", TEMPLATE, "a value, which is not staged"),
                    optional("cache", Scalar.choice("host"), "`host` lets the lanes of one host share a large input"),
                    optional("stage", Scalar.choice("copy"), "`copy` gives each task a copy that it may write into"),
                    optional(
                            "requester-pays",
                            FLAG,
                            "`true` where it lies in a bucket of others who let its readers pay: you do"),
                    optional("optional", FLAG, "whether the step can do without it")));

    private static final Shape OUTPUT = Either.of(
            TEMPLATE,
            Keyed.of(
                    "output",
                    required("path", TEMPLATE, "a file below the task's work folder"),
                    optional("optional", FLAG, "whether it may be missing")));

    private static final Shape JAVA = Keyed.of(
            "java body",
            required("class", TEXT, "the full name of a class that implements `dev.cohort.step.Step`"),
            optional("jar", TEXT, "the jar that holds the class; the shipped steps when left out"),
            optional("with", new Named("setting", TEMPLATE), "settings of the step"));

    private static final Shape SCRIPT = Either.of(
            TEXT,
            Keyed.of(
                    "script body",
                    required("file", TEXT, "a script or a zip that is fetched at start"),
                    optional("args", new Sequence(TEMPLATE, 0), "arguments of the script")));

    private static final Shape MOUNT = Keyed.of(
            "mount",
            optional("host", TEMPLATE, "a directory of the machine"),
            optional("efs", TEMPLATE, "the id of an EFS file system, `fs-…`"),
            optional("at", TEXT, "where the body finds it; a `host` lies at its own path when left out"),
            optional("read-only", FLAG, "`false` lets the body write there"),
            optional("root", TEMPLATE, "the directory of the EFS file system that is mounted; all of it when left out"),
            optional("access-point", TEMPLATE, "the EFS access point through which it is mounted, `fsap-…`"),
            optional("iam", FLAG, "`true` lets the role of the job decide what it may do on EFS"));

    /** What `defaults` and a profile may say of a step: how it runs, never what it does. */
    private static final List<Field> RUNNING = List.of(
            optional("image", TEXT, "the container image that holds the tools"),
            optional("resources", RESOURCES, "what one task takes"),
            optional("timeout", TIMEOUT, "when an attempt is ended"),
            optional("retry", RETRY, "how often a task is tried"),
            optional("keep", FLAG, "`false` lets the outputs be removed once no needed task reads them"),
            optional("queue", TEXT, "the queue of its jobs on AWS Batch, where that is not the run's"),
            optional("tags", new Named("tag", TEMPLATE, NameRule.TAG), "tags of its jobs on AWS Batch"),
            optional(
                    "max-parallel",
                    Scalar.between(ScalarKind.WHOLE, 1, 10_000),
                    "how many of its tasks run at once on one machine, at most"),
            optional(
                    "env",
                    new Named("variable", TEMPLATE, NameRule.VARIABLE),
                    "variables that the body finds in its environment"));

    static final Keyed STEP = new Keyed(
            "step",
            joined(
                    List.of(
                            optional("description", PROSE, "a sentence for the readers of the pipeline"),
                            optional(
                                    "each",
                                    Scalar.choice("sample", "cohort"),
                                    "whether it runs once per sample or once for all"),
                            optional("inputs", new Named("input", INPUT), "what it reads"),
                            optional("outputs", new Named("output", OUTPUT), "what it leaves, below its work folder"),
                            optional(
                                    "needs",
                                    new Sequence(TEXT, 0),
                                    "steps that must be done before, where no data flows"),
                            optional("when", TEMPLATE, "a condition: the step is needed for some samples only"),
                            optional(
                                    "command",
                                    new Sequence(TEMPLATE, 1),
                                    "a program and its arguments; no shell sees them"),
                            optional("run", TEMPLATE, "a bash script; values put into it are quoted"),
                            optional("java", JAVA, "a Java class"),
                            optional("script", SCRIPT, "a script that is fetched at start"),
                            optional(
                                    "use",
                                    TEXT,
                                    "the steps of another pipeline file, or one of them: `lib/qc.yaml#STEP`"),
                            optional("params", new Named("param", TEMPLATE), "what params of the used file are"),
                            optional(
                                    "columns",
                                    new Named("column", TEMPLATE),
                                    "what stands where the used file reads a column")),
                    RUNNING,
                    List.of(
                            optional(
                                    "secrets",
                                    new Named("secret", TEMPLATE, NameRule.VARIABLE),
                                    "variables whose values are secret, each with where AWS keeps it"),
                            optional(
                                    "mounts",
                                    new Named("mount", MOUNT),
                                    "file systems that the body finds beside its inputs"),
                            optional(
                                    "min-success",
                                    Scalar.of(ScalarKind.SHARE),
                                    "how many lanes a gather needs at least, such as `20` or `90%`"))));

    private static final Keyed RUNNING_BLOCK = new Keyed("defaults block", RUNNING);

    private static final Shape PROFILE = Keyed.of(
            "profile",
            optional("description", PROSE, "a sentence for its users"),
            optional("params", Named.qualified("param", TEMPLATE), "other defaults for params"),
            optional("defaults", RUNNING_BLOCK, "other defaults for all steps"),
            optional(
                    "steps",
                    Named.qualified("step", new Keyed("step in a profile", RUNNING)),
                    "how single steps run under it"));

    static final Keyed SAMPLES = Keyed.of(
            "samples block",
            optional("columns", new Named("column", COLUMN), "columns of the sample sheet that steps read"));

    static final Keyed PIPELINE = Keyed.of(
            "pipeline",
            expected("pipeline", TEXT, "its name, which results are filed under unless `--name` says otherwise")
                    .hint("start the file with `pipeline: NAME`"),
            optional("description", PROSE, "a sentence for its users"),
            optional("params", new Named("param", PARAM), "what may be set from outside"),
            optional("samples", SAMPLES, "what the sample sheet holds"),
            optional("defaults", RUNNING_BLOCK, "what holds for all steps that say nothing else"),
            expected("steps", new Named("step", STEP), "what is to be done, in named units; at least one")
                    .hint("add `steps:` with at least one step"),
            optional("profiles", new Named("profile", PROFILE), "named changes to how steps run"));

    /** A file of values for params. */
    static final Named PARAMS_FILE = Named.qualified("param", Scalar.of(ScalarKind.VALUE));

    private Language() {}

    private static List<Field> joined(List<Field> first, List<Field> second, List<Field> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }
}
