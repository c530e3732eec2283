package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.GatherIdentity;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutcomeKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a step asks for beside its inputs: secrets, copies of its own, other attempts, and to do without some lanes. */
class TermsTest {
    private static final String SECRET = "h\u00fcsh-7 &\\hush";

    @TempDir
    Path home;

    private Workbench bench;

    @BeforeEach
    void open() {
        Map<String, String> known = Map.of("TOKEN", SECRET, "KEY", "-----BEGIN-----\nfirst line\nsecond line\n");
        bench = new Workbench(home).with(Workbench.settings().secrets(name -> Optional.ofNullable(known.get(name))));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aBodyGetsTheSecretsThatItsStepAsksForAndNoOthers() {
        Outcome outcome = bench.done(bench.step("ask")
                .secrets("TOKEN")
                .output("o", "o")
                .run("printf %s \"$TOKEN\" | wc -m; echo ${KEY:-none} > o"));

        assertThat(outcome.logTail().strip()).isEqualTo(Integer.toString(SECRET.length()));
        assertThat(bench.result("ask", "s1", "o")).isEqualTo("none\n");
    }

    @Test
    void whatABodyPrintsOfItsSecretsIsNotKept() {
        Outcome outcome = bench.failed(
                bench.step("leak")
                        .secrets("TOKEN", "KEY")
                        .run("echo \"my $TOKEN\"; echo \"$KEY\"; printf \"$TOKEN\" ; exit 3"),
                FailureKind.TOOL);

        assertThat(outcome.logTail()).isEqualTo("my ***\n***\n***\n***\n\n***");
        assertThat(bench.log("leak", "s1", 1)).startsWith("my ***\n***\n");
        assertThat(filesOfTheStore())
                .allSatisfy(text -> assertThat(text).doesNotContain(SECRET).doesNotContain("second line"));
    }

    @Test
    void toTakeThemOutOfALogWritesIntoNoOtherFile() {
        Path precious = bench.userFile("precious", "mine");
        bench.done(bench.step("leak")
                .secrets("TOKEN")
                .run("echo \"my $TOKEN\"; ln -s $V ../log.blotted", "V", precious.toString()));

        assertThat(bench.log("leak", "s1", 1)).isEqualTo("my ***\n");
        assertThat(precious).hasContent("mine");
    }

    @Test
    void norIsItPrintedByTheWorkerItself() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            bench.with(Workbench.settings().tee(true).secrets(name -> Optional.of(SECRET)));
            bench.done(bench.step("tell").secrets("TOKEN").run("echo \"a $TOKEN\"; printf \"b $TOKEN\""));
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("a ***\nb ***");
    }

    /** Of what is written over and over no line ever ends by a line feed. */
    @Test
    void aProgressBarIsPrintedAsItMoves() throws IOException {
        Attempt attempt = new Attempt(
                bench.store(),
                new TaskDirectories(bench.store().scratch()),
                Workbench.settings().secrets(name -> Optional.of(SECRET)),
                bench.step("bar").secrets("TOKEN").make(),
                new Cancellation());
        Path log = Files.writeString(home.resolve("log"), "10 % " + SECRET + "\r20 % " + SECRET.substring(0, 3));
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            new LogTee(log, new SecretValues(attempt)).drain();
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo("10 % ***\r");
    }

    @Test
    void aSecretThatNobodyGave() {
        Outcome outcome = bench.failed(bench.step("ask").secrets("OTHER").run("echo began"), FailureKind.STAGE_IN);

        assertThat(outcome.message())
                .isEqualTo(
                        "The secret OTHER of step ask is not in the environment of its worker. Set a variable of that"
                                + " name where Cohort runs.");
        assertThat(outcome.logTail()).isEmpty();
    }

    private Stream<String> filesOfTheStore() {
        try {
            return Files.walk(home).filter(Files::isRegularFile).map(Workbench::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aCopyIsTheBodysOwn() {
        Path precious = bench.userFile("precious.txt", "mine\n");
        bench.done(bench.step("make").output("out", "dir/made.txt").run("echo made > dir/made.txt"));

        bench.done(bench.step("use")
                .file("in", precious)
                .from("made", "make", "out")
                .copies("in", "made")
                .output("o", "o")
                .bash("echo x >> $in; echo y >> $made; cat $in $made > o"));

        assertThat(bench.result("use", "s1", "o")).isEqualTo("mine\nx\nmade\ny\n");
        assertThat(precious).hasContent("mine\n");
        assertThat(bench.result("make", "s1", "dir/made.txt")).isEqualTo("made\n");
    }

    @Test
    void whatIsNoCopyIsStillForReadingOnly() {
        Path precious = bench.userFile("precious.txt", "mine");
        bench.failed(
                bench.step("use")
                        .file("in", precious)
                        .file("other", precious)
                        .copies("other")
                        .bash("echo x >> $in"),
                FailureKind.INPUT_CHANGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 3", "kill -TERM $$"})
    void anExitCodeThatDeservesAnotherAttempt(String script) {
        TaskMaker step = bench.step("try").retriesOn(3, 143).run(script);

        assertThat(bench.run(step).exitCode()).isEqualTo(75);
        assertThat(bench.failed(step, FailureKind.TOOL).kind()).isEqualTo(FailureKind.TOOL);
    }

    @Test
    void anyOtherIsFinal() {
        assertThat(bench.run(bench.step("try").retriesOn(3).run("exit 4")).exitCode())
                .isEqualTo(1);
    }

    /** The second attempt is one of the platform's: the machine of the first was taken away, say. */
    @Test
    void exitCodesUseUpTheAttemptsOfTheStepAndWhatElseHappensDoesNot() {
        assertThat(tried(1, 2, "exit 3")).isEqualTo(75);
        assertThat(spent()).isEqualTo(1);
        assertThat(tried(2, 2, "exit 4")).isEqualTo(1);
        assertThat(spent()).isEqualTo(1);
        assertThat(tried(3, 2, "exit 3")).isEqualTo(1);
        assertThat(spent()).isEqualTo(2);
    }

    @Test
    void aStepWithOneAttemptIsNotTriedAgainAfterAnExitCode() {
        assertThat(tried(1, 1, "exit 3")).isEqualTo(1);
    }

    @Test
    void whatAnAttemptThatVanishedSpentIsNotHeldAgainstTheNext() {
        assertThat(tried(5, 2, "exit 3")).isEqualTo(75);
        assertThat(spent()).isEqualTo(1);
    }

    @Test
    void anOutcomeThatCannotBeReadCountsAsSpent() {
        assertThat(tried(1, 2, "exit 4")).isEqualTo(1);
        String outcomes = bench.layout().outcomes("try", "s1");
        bench.put(outcomes + "/" + bench.outcomes("try", "s1").get(0), "{\"format\": \"of tomorrow\"}\n");
        assertThat(tried(2, 2, "exit 3")).isEqualTo(1);
        assertThat(spent()).isEqualTo(2);
    }

    @Test
    void anAttemptWhoseMachineGoesHandsTheNumberOn() {
        assertThat(tried(1, 3, "exit 3")).isEqualTo(75);
        assertThat(stopped(2, FailureKind.TERMINATED).outcome().spent()).isEqualTo(1);
        assertThat(spent()).isEqualTo(1);
    }

    @Test
    void oneThatWasCancelledDoesNotAskForIt() {
        assertThat(tried(1, 3, "exit 3")).isEqualTo(75);
        assertThat(stopped(2, FailureKind.CANCELLED).outcome().spent()).isNull();
        assertThat(spent()).isEqualTo(1);
    }

    private TaskResult stopped(int attempt, FailureKind why) {
        Cancellation cancellation = new Cancellation();
        cancellation.stop(why);
        return bench.run(bench.step("try").retriesAtMost(3, 3).attempt(attempt).run(":"), cancellation);
    }

    private int tried(int attempt, int attempts, String script) {
        return bench.run(bench.step("try")
                        .retriesAtMost(attempts, 3)
                        .attempt(attempt)
                        .run(script))
                .exitCode();
    }

    private @Nullable Integer spent() {
        return bench.outcome("try", "s1").spent();
    }

    private OutcomeKey ok(String step, String sample) {
        return OutcomeKey.parse(bench.outcomes(step, sample).get(0)).orElseThrow();
    }

    private void makes(String sample) {
        bench.done(bench.step("make").sample(sample).output("out", "o.txt").run("echo from-" + sample + " > o.txt"));
    }

    @Test
    void aGatherThatDoesWithoutALane() {
        makes("a");
        makes("b");
        bench.put(bench.layout().samples(Workbench.RUN), "a\nb\nc\n");

        Outcome outcome = bench.done(bench.step("sum")
                .cohort()
                .gather("t", "make", "out")
                .without("other\ta", "make\tb", "make\tc")
                .output("list", "list.tsv")
                .run("cp $LIST list.tsv; cat \"$@\" $(cut -f 2 $LIST)", "LIST", "<inputs.t>"));

        assertThat(bench.result("sum", null, "list.tsv").lines())
                .as("what an earlier run left of b is no answer")
                .satisfiesExactly(
                        a -> assertThat(a).matches("a\t/.*/in/t/a/o.txt\tsucceeded"),
                        b -> assertThat(b).isEqualTo("b\t\tfailed"),
                        c -> assertThat(c).isEqualTo("c\t\tfailed"));
        assertThat(outcome.logTail()).isEqualTo("from-a");
        GatherIdentity identity = new GatherIdentity()
                .missing("b")
                .missing("c")
                .lane("a", Fingerprint.producerIdentity(ok("make", "a").content()));
        assertThat(outcome.in()).isEqualTo(Fingerprint.in(new TreeMap<>(Map.of("t", identity.identity()))));
    }

    @Test
    void whatIsNotOnItsListMustBeThere() {
        makes("a");
        bench.put(bench.layout().samples(Workbench.RUN), "a\nb\nc\n");

        Outcome outcome = bench.failed(
                bench.step("sum")
                        .cohort()
                        .gather("t", "make", "out")
                        .without("make\tb")
                        .run(":"),
                FailureKind.UPSTREAM);

        assertThat(outcome.message()).contains("over 3 samples, but 1 of them left nothing whole: c.");
    }
}
