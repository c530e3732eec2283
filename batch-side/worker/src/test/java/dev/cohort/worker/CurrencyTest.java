package dev.cohort.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Outcome;
import dev.cohort.store.Key;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a task runs whose very results are there. */
class CurrencyTest {
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

    private TaskMaker counted() {
        return bench.step("count")
                .file("in", "user/in.txt")
                .output("out", "out.txt")
                .env("RUNS", home.resolve("runs").toString())
                .bash("echo ran >> $RUNS; cp $in $out");
    }

    private long runs() {
        return Workbench.read(home.resolve("runs")).lines().count();
    }

    @Test
    void whatIsThereIsNotMadeAgain() throws IOException {
        bench.userFile("in.txt", "x");
        Outcome first = bench.done(counted());
        TaskResult second = bench.run(counted().attempt(2));
        assertThat(second.outcome().status()).isEqualTo(Outcome.Status.PASSED);
        assertThat(second.outcome().outputs()).isEqualTo(first.outputs());
        assertThat(second.outcome().in()).isEqualTo(first.in());
        assertThat(second.exitCode()).isZero();
        assertThat(runs()).isOne();
        assertThat(bench.outcomes("count", "s1")).hasSize(1);
        assertThat(bench.scratch()).isEmpty();
    }

    @Test
    void aForcedTaskRuns() {
        bench.userFile("in.txt", "x");
        bench.done(counted());
        bench.done(counted().forced());
        assertThat(runs()).isEqualTo(2);
        assertThat(bench.outcomes("count", "s1")).hasSize(1);
    }

    @Test
    void anotherDefinitionRuns() {
        bench.userFile("in.txt", "x");
        bench.done(counted());
        bench.done(counted().defined("anew"));
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void anotherInputRuns() {
        bench.userFile("in.txt", "x");
        bench.done(counted());
        bench.userFile("in.txt", "longer");
        bench.done(counted());
        assertThat(runs()).isEqualTo(2);
        assertThat(bench.result("count", "s1", "out.txt")).isEqualTo("longer");
    }

    @Test
    void resultsThatAreGoneOrOthersAreMadeAgain() {
        bench.userFile("in.txt", "x");
        bench.done(counted());
        String result = bench.layout().result("count", "s1", "out.txt");
        bench.store().delete(Key.of(result));
        bench.done(counted());
        bench.put(result, "forged");
        bench.done(counted());
        assertThat(runs()).isEqualTo(3);
        assertThat(bench.stored(result)).isEqualTo("x");
    }

    @Test
    void aProducerThatMadeTheSameBytesStopsSpreading() {
        bench.done(bench.step("make").output("out", "o").run("echo same > o"));
        TaskMaker use = bench.step("use").from("in", "make", "out").command("cat", "<inputs.in>");
        bench.done(use);
        bench.done(bench.step("make").defined("2").output("out", "o").run("echo same > o"));
        assertThat(bench.run(use).outcome().status()).isEqualTo(Outcome.Status.PASSED);
        bench.done(bench.step("make").defined("3").output("out", "o").run("echo other > o"));
        bench.done(use);
    }
}
