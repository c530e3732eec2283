package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.GatherIdentity;
import dev.cohort.contract.LaneReads;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.OutputPattern.Kind;
import dev.cohort.store.Inputs;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs from outside, from lanes, from the cohort and of gathers: where they lie, what they count as, what may be wrong. */
class InputsTest {
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

    private OutcomeKey ok(String step, String sample) {
        return OutcomeKey.parse(bench.outcomes(step, sample).get(0)).orElseThrow();
    }

    private void makes(String step, String sample, String text) {
        bench.done(bench.step(step).sample(sample).output("out", "dir/o.txt").run("echo " + text + " > dir/o.txt"));
    }

    @Test
    void aFileFromOutsideKeepsItsNameAndCountsWithIt() {
        Path bam = bench.userFile("s1.bam", "reads");
        Outcome outcome = bench.done(bench.step("use")
                .file("bam", "user/<sample>.bam")
                .run("cat $V; echo; echo $V; pwd", "V", "<inputs.bam>"));
        List<String> log = outcome.logTail().lines().toList();
        assertThat(log.get(0)).isEqualTo("reads");
        assertThat(log.get(1)).endsWith("/in/bam/s1.bam");
        assertThat(log.get(2)).endsWith("/work");
        String version =
                new Inputs(bench.store()).stat(Location.of(bam)).orElseThrow().etag();
        assertThat(outcome.in())
                .isEqualTo(
                        Fingerprint.in(new TreeMap<>(Map.of("bam", Fingerprint.externalIdentity("s1.bam", version)))));
    }

    @Test
    void valuesAndWhatABodyReadsOfItsLaneCountToo() {
        Outcome outcome = bench.done(bench.step("use")
                .sample("s1", "age", "40", "unread", "x")
                .value("k", "31")
                .command("echo", "<sample.age>"));
        assertThat(outcome.in())
                .isEqualTo(Fingerprint.in(new TreeMap<>(Map.of(
                        "k",
                        Fingerprint.valueIdentity("31"),
                        LaneReads.key("sample.age"),
                        Fingerprint.valueIdentity("40")))));
    }

    @Test
    void aFileThatIsNotThereNeverStartsTheBody() {
        Outcome outcome = bench.failed(
                bench.step("use").file("bam", "/data/none.bam").run("echo began"), FailureKind.INPUT_MISSING);
        assertThat(outcome.message())
                .isEqualTo(
                        "Input `bam` of use of s1 is not there: /data/none.bam. Put the file there, or correct its path in the"
                                + " sample sheet or the parameters.");
        assertThat(outcome.logTail()).isEmpty();
    }

    @Test
    void anEmptyCell() {
        Outcome outcome = bench.failed(
                bench.step("use").file("bam", "<sample.bam>").run("echo began"), FailureKind.INPUT_MISSING);
        assertThat(outcome.message())
                .isEqualTo("Input `bam` of use of s1 has an empty path. Fill in its cell in the sample sheet.");
    }

    @Test
    void aDirectoryWhereAFileIsMeant() {
        bench.userFile("d/x", "");
        Outcome outcome = bench.failed(bench.step("use").file("in", "user/d").run(":"), FailureKind.STAGE_IN);
        assertThat(outcome.message())
                .isEqualTo("Input `in`: " + home.resolve("user/d") + " is a directory. Name a file.");
    }

    @Test
    void whatTheLaneMade() {
        makes("make", "s1", "one");
        Outcome outcome =
                bench.done(bench.step("use").from("in", "make", "out").run("cat $V; echo $V", "V", "<inputs.in>"));
        assertThat(outcome.logTail()).startsWith("one\n").endsWith("/in/in/o.txt");
        assertThat(outcome.in())
                .isEqualTo(Fingerprint.in(new TreeMap<>(Map.of(
                        "in", Fingerprint.producerIdentity(ok("make", "s1").content())))));
        assertThat(outcome.phases().stageIn().bytes()).isEqualTo(4);
    }

    @Test
    void whatTheCohortMade() {
        bench.done(bench.step("index").cohort().output("idx", "x.idx").run("echo index > x.idx"));
        for (String sample : List.of("a", "b")) {
            Outcome outcome = bench.done(bench.step("use")
                    .sample(sample)
                    .fromCohort("idx", "index", "idx")
                    .command("cat", "<inputs.idx>"));
            assertThat(outcome.logTail()).isEqualTo("index");
        }
        bench.done(
                bench.step("index").cohort().defined("2").output("idx", "x.idx").run("echo other > x.idx"));
        assertThat(bench.done(bench.step("use")
                                .fromCohort("idx", "index", "idx")
                                .command("cat", "<inputs.idx>"))
                        .logTail())
                .isEqualTo("other");
    }

    @Test
    void aDirectoryThatTheLaneMade() {
        bench.done(bench.step("make")
                .directory("idx", "a/idx/")
                .run("mkdir -p a/idx/sub; echo 1 > a/idx/x; echo 2 > a/idx/sub/y"));
        Outcome outcome =
                bench.done(bench.step("use").from("idx", "make", "idx").run("cat $V/x $V/sub/y", "V", "<inputs.idx>"));
        assertThat(outcome.logTail()).isEqualTo("1\n2");
    }

    @Test
    void anOptionalFileThatTheLaneDidNotMake() {
        bench.done(bench.step("make").output("out", "o", Kind.FILE, true).run(":"));
        Outcome outcome =
                bench.done(bench.step("use").from("in", "make", "out").run("echo \"[$V]\"", "V", "<inputs.in>"));
        assertThat(outcome.logTail()).isEqualTo("[]");
    }

    @Test
    void aStepThatLeftNothing() {
        Outcome outcome =
                bench.failed(bench.step("use").from("in", "make", "out").run(":"), FailureKind.UPSTREAM);
        assertThat(outcome.message())
                .isEqualTo(
                        "Input `in`: step make has left nothing whole for s1. Run again; the plan will make it first.");
        bench.failed(bench.step("make").output("out", "o").run("false"), FailureKind.TOOL);
        bench.failed(bench.step("use").from("in", "make", "out").run(":"), FailureKind.UPSTREAM);
    }

    @Test
    void aTornOutcomeIsNoneExceptForWhoWroteIt() {
        makes("make", "s1", "one");
        String key = bench.layout().outcome("make", "s1", ok("make", "s1"));
        bench.put(key, "{\"contract\":1,\"ru");
        bench.done(bench.step("use").from("in", "make", "out").run(":"));
        bench.failed(
                bench.elsewhere().step("use").forced().from("in", "make", "out").run(":"), FailureKind.UPSTREAM);
    }

    @Test
    void ofSeveralOkOutcomesTheOneWhoseFilesAreThereCounts() {
        makes("make", "s1", "one");
        OutcomeKey first = ok("make", "s1");
        String firstText = bench.stored(bench.layout().outcome("make", "s1", first));
        bench.done(bench.step("make").defined("2").output("out", "dir/o.txt").run("echo two > dir/o.txt"));
        OutcomeKey second = ok("make", "s1");
        bench.put(bench.layout().outcome("make", "s1", first), firstText);
        assertThat(bench.outcomes("make", "s1")).hasSize(2);
        Outcome outcome = bench.done(bench.step("use").from("in", "make", "out").command("cat", "<inputs.in>"));
        assertThat(outcome.logTail()).isEqualTo("two");
        assertThat(outcome.in())
                .isEqualTo(Fingerprint.in(new TreeMap<>(Map.of("in", Fingerprint.producerIdentity(second.content())))));
    }

    @Test
    void aResultThatWasReplacedOrRemovedFromOutside() {
        makes("make", "s1", "one");
        bench.put(bench.layout().result("make", "s1", "dir/o.txt"), "forged");
        Outcome outcome =
                bench.failed(bench.step("use").from("in", "make", "out").run("echo began"), FailureKind.INPUT_CHANGED);
        assertThat(outcome.message()).startsWith("Input `in`: ").contains("is no longer what it was");
        assertThat(outcome.logTail()).isEmpty();
        bench.store().delete(Key.of(bench.layout().result("make", "s1", "dir/o.txt")));
        bench.failed(bench.step("use").from("in", "make", "out").run("echo began"), FailureKind.INPUT_MISSING);
    }

    @Test
    void aBodyThatWritesToItsInputHasFailedAndIsTold() {
        Path precious = bench.userFile("precious.txt", "mine");
        Outcome outcome = bench.failed(
                bench.step("bad").file("in", precious).output("o", "o").bash("echo x >> $in; touch $o"),
                FailureKind.INPUT_CHANGED);
        assertThat(outcome.message())
                .contains("/in/in/precious.txt (" + precious + ") was changed while its task ran")
                .contains("Inputs are for reading only");
        assertThat(bench.results("bad", "s1")).isEmpty();
    }

    @Test
    void aBodyThatRemovesOrReplacesItsInputHarmsNothing() {
        Path precious = bench.userFile("precious.txt", "mine");
        bench.failed(bench.step("rm").file("in", precious).bash("rm $in"), FailureKind.INPUT_CHANGED);
        bench.failed(bench.step("mv").file("in", precious).bash("echo x > y; mv y $in"), FailureKind.INPUT_CHANGED);
        assertThat(precious).hasContent("mine");
    }

    @Test
    void aGatherOfThreeLanes() {
        List.of("b", "a", "c").forEach(sample -> makes("make", sample, "from-" + sample));
        bench.put(bench.layout().samples(Workbench.RUN), "b\na\nc\n");
        Outcome outcome = bench.done(bench.step("sum")
                .cohort()
                .gather("tables", "make", "out")
                .output("list", "list.tsv")
                .run("cat \"$@\" $(cut -f 2 $LIST); cp $LIST list.tsv", "LIST", "<inputs.tables>"));
        assertThat(outcome.logTail()).isEqualTo("from-b\nfrom-a\nfrom-c");
        List<String> list = bench.result("sum", null, "list.tsv").lines().toList();
        assertThat(list).hasSize(3);
        assertThat(list.get(0)).matches("b\t/.*/in/tables/b/o.txt\tsucceeded");
        GatherIdentity identity = new GatherIdentity();
        for (String sample : List.of("a", "b", "c")) {
            identity.lane(
                    sample, Fingerprint.producerIdentity(ok("make", sample).content()));
        }
        assertThat(outcome.in()).isEqualTo(Fingerprint.in(new TreeMap<>(Map.of("tables", identity.identity()))));
    }

    @Test
    void aGatherTakesOnlySamplesThatNeedTheStepWhateverLiesThereOfOthers() {
        List.of("a", "b", "c").forEach(sample -> makes("make", sample, "from-" + sample));
        bench.put(bench.layout().samples(Workbench.RUN), "a\nb\nc\nd\n");
        bench.put(bench.layout().without(Workbench.RUN, "make"), "b\nd\n");
        Outcome outcome = bench.done(bench.step("sum")
                .cohort()
                .partialGather("tables", "make", "out")
                .command("cat", "<inputs.tables.*>"));
        assertThat(outcome.logTail()).isEqualTo("from-a\nfrom-c");
        GatherIdentity identity = new GatherIdentity();
        for (String sample : List.of("a", "c")) {
            identity.lane(
                    sample, Fingerprint.producerIdentity(ok("make", sample).content()));
        }
        assertThat(outcome.in()).isEqualTo(Fingerprint.in(new TreeMap<>(Map.of("tables", identity.identity()))));
    }

    @Test
    void anInputThatTheSampleHasNoNeedOfIsNothingEvenIfOneLiesThere() {
        makes("make", "s1", "from before");
        Outcome outcome = bench.done(
                bench.step("sum").noNeedOf("make").from("x", "make", "out").run("echo \"[$X]\"", "X", "<inputs.x>"));
        assertThat(outcome.logTail()).isEqualTo("[]");
        assertThat(outcome.in()).isEqualTo(Fingerprint.in(new TreeMap<>(Map.of("x", Fingerprint.nothingIdentity()))));
    }

    @Test
    void severalFilesOfOneSample() {
        Path first = bench.userFile("a.fq", "1");
        Path second = bench.userFile("b c.fq", "2");
        Outcome outcome = bench.done(bench.step("cat")
                .files("reads", second + ";" + first)
                .run("cat $LIST; while read -r f; do cat \"$f\"; done < $LIST", "LIST", "<inputs.reads>"));
        assertThat(outcome.logTail().lines().map(line -> line.replaceFirst(".*/in/", "in/")))
                .containsExactly("in/reads/b c.fq", "in/reads/a.fq", "21");
        assertThat(bench.done(bench.step("splice")
                                .files("reads", second + ";" + first)
                                .command("cat", "<inputs.reads.*>"))
                        .logTail())
                .isEqualTo("21");
    }

    @Test
    void filesOfOneNameLieInFoldersOfTheirOwn() {
        Path first = bench.userFile("x/a.fq", "1");
        Path second = bench.userFile("y/a.fq", "2");
        Outcome outcome = bench.done(bench.step("list")
                .files("reads", first + ";" + second)
                .command("cat", "<inputs.reads>", "<inputs.reads.*>"));
        assertThat(outcome.logTail().lines().map(line -> line.replaceFirst(".*/in/", "in/")))
                .containsExactly("in/reads/1/a.fq", "in/reads/2/a.fq", "12");
    }

    @Test
    void theOrderOfFilesCounts() {
        Path first = bench.userFile("a.fq", "1");
        Path second = bench.userFile("b.fq", "2");
        String one = bench.done(bench.step("x").files("f", first + ";" + second).command("true"))
                .in();
        String other = bench.done(
                        bench.step("x").files("f", second + ";" + first).command("true"))
                .in();
        assertThat(one).isNotEqualTo(other);
    }

    @Test
    void oneOfSeveralFilesIsMissing() {
        Path first = bench.userFile("a.fq", "1");
        Outcome outcome = bench.failed(
                bench.step("x").files("reads", first + ";/nowhere/b.fq").command("true"), FailureKind.INPUT_MISSING);
        assertThat(outcome.message()).startsWith("Input `reads` of x of s1 is not there: /nowhere/b.fq");
    }

    @Test
    void aGatherSplicedIntoACommand() {
        List.of("a", "b").forEach(sample -> makes("make", sample, "from-" + sample));
        bench.put(bench.layout().samples(Workbench.RUN), "a\nb\n");
        Outcome outcome = bench.done(
                bench.step("sum").cohort().gather("tables", "make", "out").command("cat", "<inputs.tables.*>"));
        assertThat(outcome.logTail()).isEqualTo("from-a\nfrom-b");
    }

    @Test
    void aSpliceThatDoesNotFitACommandLine() {
        List<String> samples =
                IntStream.range(0, 9).mapToObj(i -> i + "x".repeat(100)).toList();
        samples.forEach(sample -> makes("make", sample, "x"));
        bench.put(bench.layout().samples(Workbench.RUN), String.join("\n", samples) + "\n");
        bench.done(bench.step("sum").cohort().gather("t", "make", "out").command(many("echo", "<inputs.t.*>", 9)));
        Outcome outcome = bench.failed(
                bench.step("sum")
                        .defined("2")
                        .cohort()
                        .gather("t", "make", "out")
                        .command(many("echo", "<inputs.t.*>", 90)),
                FailureKind.STAGE_IN);
        assertThat(outcome.message())
                .startsWith("`${{ inputs.t.* }}` stands for ")
                .endsWith(
                        " kB together; at most 100 kB fit on a command line. Use `${{ inputs.t }}`, the path of a list of"
                                + " them (sample, path, status), instead.");
    }

    private static String[] many(String program, String argument, int times) {
        return IntStream.rangeClosed(0, times)
                .mapToObj(i -> i == 0 ? program : argument)
                .toArray(String[]::new);
    }

    @Test
    void aGatherWithMissingLanes() {
        makes("make", "a", "x");
        bench.failed(bench.step("make").sample("b").output("out", "dir/o.txt").run("false"), FailureKind.TOOL);
        bench.put(bench.layout().samples(Workbench.RUN), "a\nb\nc\nd\ne\nf\ng\n");
        Outcome outcome = bench.failed(
                bench.step("sum").cohort().gather("t", "make", "out").run(":"), FailureKind.UPSTREAM);
        assertThat(outcome.message())
                .isEqualTo(
                        "Input `t` gathers step make over 7 samples, but 6 of them left nothing whole: b, c, d, e, f, …. See"
                                + " why those failed, then run again; only what is missing runs.");
    }

    @Test
    void aGatherOverMoreThanAFew() {
        List<String> samples = IntStream.range(0, 50).mapToObj(i -> "s" + i).toList();
        samples.forEach(sample -> makes("make", sample, sample));
        bench.put(bench.layout().samples(Workbench.RUN), String.join("\n", samples));
        Outcome outcome =
                bench.done(bench.step("sum").cohort().gather("t", "make", "out").command("wc", "-l", "<inputs.t>"));
        assertThat(outcome.logTail()).startsWith("50 ");
    }

    @Test
    void aRunWithoutItsListOfSamples() {
        Outcome outcome = bench.failed(
                bench.step("sum").cohort().gather("t", "make", "out").run(":"), FailureKind.STAGE_IN);
        assertThat(outcome.message()).startsWith("The list of the run's samples: There is no .cohort/runs/");
    }

    @Test
    void inputsInTheStoreAreReadOnlyLinks() {
        makes("make", "s1", "one");
        Path result = home.resolve("store").resolve(bench.layout().result("make", "s1", "dir/o.txt"));
        bench.failed(
                bench.step("bad").from("in", "make", "out").bash("rm $in; echo y > $in"), FailureKind.INPUT_CHANGED);
        assertThat(result).hasContent("one");
        assertThat(Files.isSymbolicLink(result)).isFalse();
    }
}
