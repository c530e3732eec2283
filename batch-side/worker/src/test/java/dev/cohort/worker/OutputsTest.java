package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.FailureKind;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutputFile;
import dev.cohort.contract.OutputPattern.Kind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether outputs are what their patterns say, and what a user reads where they are not. */
class OutputsTest {
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

    @Test
    void anOutputThatWasNotWrittenIsToldWithTheNearestNames() {
        Outcome outcome = bench.failed(
                bench.step("miss").output("table", "fusions.tsv").run("touch fusion.tsv log.txt x; mkdir d"),
                FailureKind.OUTPUT_MISSING);
        assertThat(outcome.message())
                .isEqualTo(
                        "Output `table` (fusions.tsv) was not written. What is there instead: `fusion.tsv`, `log.txt`,"
                                + " `x`.");
        assertThat(outcome.toolExit()).isZero();
    }

    @Test
    void nothingWrittenAtAll() {
        Outcome outcome = bench.failed(bench.step("idle").output("table", "t").run(":"), FailureKind.OUTPUT_MISSING);
        assertThat(outcome.message())
                .isEqualTo(
                        "Output `table` (t) was not written. The step has written no file at all; see the log for what"
                                + " it did.");
    }

    @Test
    void aDirectoryWhereAFileIsMeant() {
        Outcome outcome = bench.failed(bench.step("kind").output("t", "t").run("mkdir t"), FailureKind.OUTPUT_MISSING);
        assertThat(outcome.message())
                .startsWith("Output `t` (t) is a directory, not a file; write `t/` if that is meant.");
    }

    @Test
    void aDirectoryWithAllThatIsInIt() {
        Outcome outcome = bench.done(bench.step("dir")
                .directory("logs", "out/logs/")
                .run("mkdir -p out/logs/deep; touch out/logs/.hidden; echo x > out/logs/deep/a"));
        assertThat(outcome.outputs())
                .extracting(OutputFile::path)
                .containsExactly("out/logs/.hidden", "out/logs/deep/a");
        assertThat(outcome.outputs()).extracting(OutputFile::root).containsOnly("out/logs");
        assertThat(bench.result("dir", "s1", "out/logs/deep/a")).isEqualTo("x\n");
    }

    @Test
    void aDirectoryThatIsEmptyOrNoneOrNotThere() {
        assertThat(bench.failed(bench.step("e").directory("d", "d/").run("mkdir -p d/d"), FailureKind.OUTPUT_MISSING)
                        .message())
                .startsWith("Output `d` (d/) is empty.");
        assertThat(bench.failed(bench.step("f").directory("d", "d").run("touch d"), FailureKind.OUTPUT_MISSING)
                        .message())
                .startsWith("Output `d` (d/) is not a directory. What is there instead: `d`.");
        assertThat(bench.failed(bench.step("g").directory("d", "d").run(":"), FailureKind.OUTPUT_MISSING)
                        .message())
                .startsWith("Output `d` (d/) was not made.");
    }

    @Test
    void aGlobTakesWhatAShellWould() {
        Outcome outcome = bench.done(bench.step("glob")
                .glob("plots", "plots/*.png")
                .run("mkdir plots/sub; cd plots; touch b.png a.png .c.png d.jpg sub/e.png"));
        assertThat(outcome.outputs()).extracting(OutputFile::path).containsExactly("plots/a.png", "plots/b.png");
        assertThat(outcome.outputs()).extracting(OutputFile::root).containsOnly("plots");
    }

    @Test
    void whatALanePutsIntoAGlobStandsForItself() {
        Outcome outcome = bench.done(bench.step("glob")
                .sample("s1", "id", "a*[1]{x}")
                .glob("out", "<sample.id>.*")
                .run("touch 'a*[1]{x}.txt' ab1x.txt", "V", "<sample.id>"));
        assertThat(outcome.outputs()).extracting(OutputFile::path).containsExactly("a*[1]{x}.txt");
    }

    @Test
    void aGlobThatMatchesNothing() {
        Outcome outcome =
                bench.failed(bench.step("glob").glob("p", "*.png").run("touch a.jpg"), FailureKind.OUTPUT_MISSING);
        assertThat(outcome.message()).isEqualTo("Output `p` (*.png) matches no file. What is there instead: `a.jpg`.");
    }

    @Test
    void aPatternThatCannotBeRead() {
        Outcome outcome = bench.failed(bench.step("glob").glob("p", "{a").run("touch a"), FailureKind.STAGE_OUT);
        assertThat(outcome.message()).startsWith("Output `p` ({a) is no pattern that can be read: ");
    }

    @Test
    void optionalOutputsMayBeAbsent() {
        Outcome outcome = bench.done(bench.step("opt")
                .optional("a", "a")
                .output("b", "b/", Kind.DIRECTORY, true)
                .output("c", "*.c", Kind.GLOB, true)
                .run(":"));
        assertThat(outcome.outputs()).isEmpty();
    }

    @Test
    void aFileOfTwoOutputsIsStoredOnce() {
        Outcome outcome = bench.done(bench.step("two")
                .output("one", "d/x")
                .directory("all", "d/")
                .glob("g", "d/*")
                .run("echo x > d/x"));
        assertThat(outcome.outputs()).extracting(OutputFile::name).containsExactly("one", "all", "g");
        assertThat(bench.results("two", "s1")).containsExactly("d/x");
    }

    @Test
    void pathsThatLeadOutAreRefusedBeforeTheBodyBegins() {
        for (String path : new String[] {"../x", "a/../../x", "/etc/x", "a//x", "."}) {
            Outcome outcome = bench.failed(
                    bench.step("esc")
                            .sample("s1", "dir", path)
                            .output("o", "<sample.dir>")
                            .run("echo began"),
                    FailureKind.STAGE_OUT);
            assertThat(outcome.message())
                    .isEqualTo(
                            "Output `o` would lie at `" + path + "`, which is no plain path below the task's directory."
                                    + " Correct the path in the pipeline, or the sample's columns that it is made of.");
            assertThat(outcome.logTail()).isEmpty();
        }
    }

    @Test
    void linksThatLeadOutAreRefused() {
        Path precious = bench.userFile("precious", "mine");
        Outcome file =
                bench.failed(bench.step("l1").output("o", "o").run("ln -s " + precious + " o"), FailureKind.STAGE_OUT);
        assertThat(file.message())
                .isEqualTo("Output `o` (o) leads out of the task's directory: `o` is a link, or lies below one, to "
                        + precious + ". Let the step copy what it wants to keep.");
        bench.failed(
                bench.step("l2").output("o", "d/precious").run("rmdir d; ln -s " + precious.getParent() + " d"),
                FailureKind.STAGE_OUT);
        bench.failed(
                bench.step("l3").directory("o", "d/").run("mkdir d; ln -s " + precious + " d/x"),
                FailureKind.STAGE_OUT);
        bench.failed(
                bench.step("l4").glob("o", "*").run("ln -s " + precious.getParent() + " x"), FailureKind.STAGE_OUT);
        assertThat(precious).hasContent("mine");
    }

    @Test
    void linksWithinTheDirectoryAreStoredAsWhatTheyLeadTo() {
        bench.done(bench.step("in").output("o", "o").run("echo x > real; ln -s real o"));
        assertThat(bench.result("in", "s1", "o")).isEqualTo("x\n");
    }

    @Test
    void aLinkThatLeadsNowhereAndAPipeAreNoFiles() {
        assertThat(bench.failed(bench.step("b").output("o", "o").run("ln -s gone o"), FailureKind.OUTPUT_MISSING)
                        .message())
                .startsWith("Output `o` (o) has a link that leads nowhere: `o`.");
        assertThat(bench.failed(bench.step("p").output("o", "o").run("mkfifo o"), FailureKind.STAGE_OUT)
                        .message())
                .isEqualTo(
                        "Output `o` (o) holds `o`, which is no plain file and cannot be stored. Let the step write plain"
                                + " files.");
    }

    @Test
    void whatAnEarlierAttemptLeftDoesNotStayAmongTheResults() {
        bench.done(bench.step("plots").glob("p", "*.png").run("touch a.png b.png"));
        bench.done(bench.step("plots").defined("2").glob("p", "*.png").run("touch b.png c.png"));
        assertThat(bench.results("plots", "s1")).containsExactly("b.png", "c.png");
        assertThat(bench.outcomes("plots", "s1")).hasSize(1);
    }

    @Test
    void aFailureLeavesTheResultsOfBeforeAlone() {
        bench.done(bench.step("keep").output("o", "o").run("echo 1 > o"));
        bench.failed(bench.step("keep").defined("2").output("o", "o").run("echo 2 > o; false"), FailureKind.TOOL);
        bench.failed(
                bench.step("keep")
                        .defined("3")
                        .output("o", "o")
                        .output("p", "p")
                        .run("echo 3 > o"),
                FailureKind.OUTPUT_MISSING);
        assertThat(bench.result("keep", "s1", "o")).isEqualTo("1\n");
        assertThat(bench.outcomes("keep", "s1")).anyMatch(name -> name.startsWith("ok."));
    }

    @Test
    void aLaneWithAHyphenHasItsGlobInADirectoryOfItsOwnLikeAnyOther() {
        for (String sample : new String[] {"s1", "s-1"}) {
            Outcome outcome = bench.done(bench.step("own")
                    .sample(sample)
                    .glob("plots", "<sample>/*.png")
                    .run("touch $V/a.png", "V", "<sample>"));
            assertThat(outcome.outputs()).extracting(OutputFile::path).containsExactly(sample + "/a.png");
            assertThat(outcome.outputs()).extracting(OutputFile::root).containsExactly(sample);
        }
    }

    @Test
    void aLinkToAnotherOutputIsStoredWhicheverOfThemComesFirst() {
        bench.done(bench.step("links")
                .directory("d", "d/")
                .output("b", "b")
                .output("y", "y")
                .run("mkdir d; echo x > d/b; ln -s b d/a; ln -s b d/c; echo x > b; ln -s b y"));
        assertThat(bench.results("links", "s1")).containsExactly("b", "d/a", "d/b", "d/c", "y");
        for (String path : new String[] {"b", "d/a", "d/b", "d/c", "y"}) {
            assertThat(bench.result("links", "s1", path)).isEqualTo("x\n");
        }
    }

    @Test
    void aNameThatIsNoUtf8IsRefusedBeforeAnythingIsStored() {
        Outcome outcome = bench.failed(
                bench.step("names").directory("d", "d/").run("mkdir d; echo 1 > $'d/a\\xff'; echo 2 > $'d/a\\xfe'"),
                FailureKind.STAGE_OUT);
        assertThat(outcome.message()).startsWith("Output `d` (d/) holds");
        assertThat(bench.results("names", "s1")).isEmpty();
    }

    @Test
    void aDirectoryThatABodyPutInThePlaceOfItsOwnIsNotTakenForIt() {
        Path precious = bench.userFile("precious", "mine");
        for (String kind : new String[] {"file", "directory", "glob"}) {
            TaskMaker step = bench.step(kind);
            switch (kind) {
                case "file" -> step.output("o", "precious");
                case "directory" -> step.directory("o", "d/");
                default -> step.glob("o", "*");
            }
            bench.failed(
                    step.run(
                            "cd ..; mkdir -p $V/d; touch $V/d/x; rmdir work || mv work w; ln -s $V work",
                            "V",
                            precious.getParent().toString()),
                    FailureKind.STAGE_OUT);
            assertThat(precious).hasContent("mine");
        }
    }

    @Test
    void whatABodyPutInThePlaceOfItsLogIsNotKeptForIt() throws IOException {
        Path precious = bench.userFile("precious", "mine");
        bench.done(bench.step("log").output("o", "o").run("ln -sf $V ../log; touch o", "V", precious.toString()));
        Outcome outcome = bench.failed(
                bench.step("log").defined("2").run("ln -sf $V ../log; false", "V", precious.toString()),
                FailureKind.TOOL);
        assertThat(outcome.logTail()).isEmpty();
        assertThat(bench.has(bench.layout().log(Workbench.RUN, "log", "s1", 1))).isFalse();
        assertThat(precious).hasContent("mine");
    }

    @Test
    void aNameThatNoKeyMayHaveIsToldBeforeAnythingIsStored() {
        bench.done(bench.step("names").directory("d", "d/").run("mkdir d; echo 1 > d/a"));
        Outcome outcome = bench.failed(
                bench.step("names").defined("2").directory("d", "d/").run("mkdir d; echo 2 > d/a; echo 2 > $'d/b\\nc'"),
                FailureKind.STAGE_OUT);
        assertThat(outcome.message())
                .isEqualTo("Output `d` (d/) holds `d/b?c`, whose name has a control character in it. Let the step use"
                        + " other names.");
        assertThat(bench.outcomes("names", "s1")).anyMatch(name -> name.startsWith("ok."));
        assertThat(bench.result("names", "s1", "d/a")).isEqualTo("1\n");
    }
}
