package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.orchestrator.diag.Paint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line as a user meets it: words in, words and an exit code out. */
class CohortTest {
    @TempDir
    private Path directory;

    @BeforeEach
    void files() throws IOException {
        write(
                "good.yaml",
                "pipeline: good\nparams:\n  k: { type: int, default: 1, max: 9 }\nsteps:\n  a: { run: \"echo ${{ params.k }}\", timeout: 1m }\n");
        write("bad.yaml", "pipeline: bad\nsteps:\n  a: { rum: x, run: x }\n");
        write("odd.yaml", "pipeline: odd\nparams: { k: { type: int, default: 1 } }\nsteps:\n  a: { run: x }\n");
        write("samples.txt", "a\nb\n");
        Files.createDirectory(directory.resolve("folder"));
    }

    @Test
    void aGoodPipelineIsToldInOneLine() {
        Terminal terminal = terminal();

        assertThat(terminal.run("check", "good.yaml")).isZero();
        assertThat(terminal.out()).isEqualTo("good.yaml: no problems\n");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void ofSeveralFilesEachIsTold() {
        Terminal terminal = terminal();

        assertThat(terminal.run("check", "good.yaml", "bad.yaml", "odd.yaml", "fusion"))
                .isEqualTo(3);
        assertThat(terminal.out()).isEqualTo("good.yaml: no problems\nodd.yaml: 1 warning\nfusion: no problems\n");
        assertThat(terminal.err())
                .contains("a step has no key `rum`", "bad.yaml: 1 error\n", "the param `k` is never read");
    }

    @Test
    void problemsAsJsonHaveTheFieldsOfTheContract() {
        Terminal terminal = terminal();

        assertThat(terminal.run("check", "--json", "bad.yaml", "odd.yaml")).isEqualTo(3);
        assertThat(terminal.err()).isEmpty();
        assertThat(terminal.out()).isEqualTo("""
                [
                  {
                    "severity": "error",
                    "message": "a step has no key `rum`",
                    "file": "bad.yaml",
                    "line": 3,
                    "column": 8,
                    "hint": "did you mean `run`?"
                  },
                  {
                    "severity": "warning",
                    "message": "the param `k` is never read",
                    "file": "odd.yaml",
                    "line": 2,
                    "column": 11,
                    "hint": "read it as `${{ params.k }}`, or remove it"
                  }
                ]
                """);
    }

    @Test
    void whatExplainsAProblemIsToldAsJsonToo() throws IOException {
        write("twice.yaml", "pipeline: twice\nsteps:\n  a: { run: x, outputs: { one: o, two: o } }\n");
        Terminal terminal = terminal();

        assertThat(terminal.run("check", "--json", "twice.yaml")).isEqualTo(3);
        assertThat(terminal.out()).isEqualTo("""
                [
                  {
                    "severity": "error",
                    "message": "the outputs `one` and `two` are the same file",
                    "file": "twice.yaml",
                    "line": 3,
                    "column": 40,
                    "hint": "give each a path of its own",
                    "notes": [
                      {
                        "message": "`one` is here",
                        "file": "twice.yaml",
                        "line": 3,
                        "column": 32
                      }
                    ]
                  }
                ]
                """);
    }

    @Test
    void noProblemsAsJsonAreAnEmptyList() {
        Terminal terminal = terminal();

        assertThat(terminal.run("check", "--json", "good.yaml")).isZero();
        assertThat(terminal.out()).isEqualTo("[]\n");
    }

    @Test
    void aPipelineMayComeFromStandardInput() {
        Terminal terminal = terminal().typing("pipeline: p\nsteps: {}\n");

        assertThat(terminal.run("check", "-")).isEqualTo(3);
        assertThat(terminal.err()).contains("`steps` holds no step", "standard input:2:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nowhere.yaml   | there is no pipeline file `nowhere.yaml`  | the path starts from the directory",
                "goood.yaml     | there is no pipeline file `goood.yaml`    | did you mean `good.yaml`?",
                "./sample.yaml  | there is no pipeline file `./sample.yaml` | the path starts from the directory",
                "odd            | there is no pipeline `odd`                | did you mean `odd.yaml`?",
                "fusoin         | there is no pipeline `fusoin`             | did you mean `fusion`?",
                "whatever       | there is no pipeline `whatever`           | one of the shipped pipelines: array-selftest, fusion",
                "folder         | `folder` is a directory                   | name a file in it",
                "samples.txt    | a pipeline file is a map                  | ",
            })
    void tellsWhyThereIsNoPipeline(String file, String message, String hint) {
        Terminal terminal = terminal();

        assertThat(terminal.run("check", file)).isEqualTo(3);
        assertThat(terminal.err())
                .contains(message)
                .contains(hint == null ? "" : hint)
                .doesNotContain("Cohort failed");
    }

    /** The first page of a process's memory is there and can't be read, by root neither: permissions bind only others. */
    @Test
    void tellsThatAFileCannotBeRead() {
        Terminal terminal = terminal();

        assertThat(terminal.run("check", "/proc/self/mem")).isEqualTo(3);
        assertThat(terminal.err())
                .contains("the pipeline file `/proc/self/mem` can't be read", "check its permissions");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--queue mixed --bucket b          | `run` needs `--sample-list-file FILE`    | `cohort run --help`",
                "plan a --queue q --bucket b --container docker --sample-list-file x | --container is for this machine, and --queue sends the run to AWS Batch: leave one of them out | `cohort plan --help`",
                "run --queue q --bucket b --cpus 2 --sample-list-file x | --cpus is for this machine, and --queue sends the run to AWS Batch: leave one of them out | `cohort run --help`",
                "run --queue q --bucket b --memory 2GiB --sample-list-file x | --memory is for this machine, and --queue sends | `cohort run --help`",
                "run --queue q --bucket b --gpus 1 --sample-list-file x | --gpus is for this machine, and --queue sends | `cohort run --help`",
                "run --queue q --bucket b --keep-scratch failed --sample-list-file x | --keep-scratch is for this machine, and --queue sends | `cohort run --help`",
                "run --queue a$b --bucket b --sample-list-file x | `--queue` must be the name or ARN of a job queue: letters, digits, `_` and `-`, 128 at most, and this is `a$b` | `cohort run --help`",
                "run --region Frankfurt --sample-list-file x | `--region` must be the name of a region, such as `eu-central-1`, and this is `Frankfurt` | `cohort run --help`",
                "run --job-role admin --sample-list-file x | `--job-role` must be the ARN of a role, such as `arn:aws:iam::123456789012:role/cohort-job`, and this is `admin` | `cohort run --help`",
                "run --execution-role admin --sample-list-file x | `--execution-role` must be the ARN of a role | `cohort run --help`",
                "run --image-prefix https://x --sample-list-file x | `--image-prefix` must be a registry, with or without a path, such as `123456789012.dkr.ecr.eu-central-1.amazonaws.com` | `cohort run --help`",
                "run --log-group a:b --sample-list-file x | `--log-group` must be the name of a log group: letters, digits and `_/.#-`, 512 at most | `cohort run --help`",
                "run --share-identifier a-b --sample-list-file x | `--share-identifier` must be letters and digits, 255 at most | `cohort run --help`",
                "run --priority 10000 --sample-list-file x | `--priority` must be a whole number from 0 to 9999, and this is `10000` | `cohort run --help`",
                "run --run-tag aws:x=1 --sample-list-file x | `--run-tag`: `aws:x` is taken | `cohort run --help`",
                "run --run-tag x=1,2 --sample-list-file x | `--run-tag x` must be the value of a tag | `cohort run --help`",
                "run --run-tag x --sample-list-file x | `--run-tag` takes KEY=VALUE, and this is `x` | `cohort run --help`",
                "run --queue q --here --bucket b --sample-list-file x | --queue sends the run to AWS Batch, and --here keeps it: give one of them | `cohort run --help`",
                "config queue=q | `config` shows, and `config set KEY=VALUE` sets: say what to set | `cohort config --help`",
                "config set | `config` shows, and `config set KEY=VALUE` sets: say what to set | `cohort config --help`",
                "run --bucket s3://b/x --sample-list-file x | --bucket takes the name of a bucket alone: write --store s3://b/x | `cohort run --help`",
                "report latest                      | `report` is not supported yet            | `cohort --help`",
                "                                   | say which command: run, demo, check, plan, graph, runs, status, attach, cancel, logs, results, task, config, images, schema or completion | `cohort --help`",
                "chekc good.yaml                    | there is no command `chekc`              | did you mean `check`?",
                "--jsno --sample-list-file x        | `--jsno` is not an option of `run`       | `cohort run --help`",
                "check                              | `check` needs `PIPELINE`                 | `cohort check --help`",
                "check --jsno good.yaml             | `--jsno` is not an option of `check`     | did you mean `--json`?",
                "check --json=5 good.yaml           | `--json` takes no value                  | `cohort check --help`",
                "plan good.yaml                     | `plan` needs `--sample-list-file FILE`   | `cohort plan --help`",
                "plan                               | `plan` needs `--sample-list-file FILE` and `PIPELINE` | `cohort plan --help`",
                "plan --sample-list-file samples.txt | `plan` needs `PIPELINE`                 | `cohort plan --help`",
                "plan good.yaml --sample-list-file  | `--sample-list-file` needs a value, as in `--sample-list-file FILE` | `cohort plan --help`",
                "plan good.yaml --sample-list-file --json | `--sample-list-file` needs a value, as in | `cohort plan --help`",
                "plan a b --sample-list-file x      | `plan` has no use for `b`                | `cohort plan --help`",
                "plan a --sample-list-file x --name a --name b | `--pipeline-name` is given twice | `cohort plan --help`",
                "graph good.yaml --format gif       | `--format` must be one of `text`, `mermaid`, `dot`, `svg`, and this is `gif` | `cohort graph --help`",
                "run good.yaml --sample-list-file samples.txt --cpus many | `--cpus` must be a number above 0, and this is `many` | `cohort run --help`",
                "run good.yaml --sample-list-file samples.txt --memory many | `--memory`: `many` is no size; write for example 24GiB | `cohort run --help`",
                "plan good.yaml --sample-list-file samples.txt --bucket b --encryption rot13 | --encryption must be `AES256` or `aws:kms` | `cohort plan --help`",
                "plan good.yaml --sample-list-file samples.txt --bucket b --encryption AES256 --kms-key k | --kms-key is for --encryption aws:kms, and this is AES256 | `cohort plan --help`",
                "plan good.yaml --sample-list-file samples.txt --store here --kms-key k | are for stores on S3, and here is a directory | `cohort plan --help`",
                "plan good.yaml --sample-list-file samples.txt --store x --bucket y | name two stores | `cohort plan --help`",
            })
    void wrongUsageIsToldWithAHint(String words, String message, String hint) {
        Terminal terminal = terminal();

        assertThat(terminal.run(words == null ? new String[0] : words.split(" +")))
                .isEqualTo(2);
        assertThat(terminal.err())
                .startsWith("error: ")
                .contains(message)
                .contains("hint: ")
                .contains(hint);
        assertThat(terminal.out()).isEmpty();
    }

    /** Options without a command are a run of the fusion pipeline. */
    @Test
    void withoutACommandItIsARun() {
        Terminal terminal = terminal();

        assertThat(terminal.run("--sample-list-file", "samples.txt")).isEqualTo(3);
        assertThat(terminal.err()).contains("the input `bam` of the step `picard` is not there for any sample");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "check", "plan", "graph"})
    void everyCommandHasHelpWithAnExample(String command) {
        Terminal terminal = terminal();

        assertThat(terminal.run((command + " --help").strip().split(" "))).isZero();
        assertThat(terminal.out())
                .contains("Usage: cohort")
                .contains("Example:")
                .contains("  cohort ");
        assertThat(terminal.out().lines()).allMatch(line -> line.length() <= 110);
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void helpTellsEachExitCodeOnALineOfItsOwn() {
        Terminal terminal = terminal();

        assertThat(terminal.run("--help")).isZero();
        assertThat(terminal.out()).contains("""
                Exit codes:
                  0    all went well
                  1    some lanes failed
                  2    wrong usage
                  3    the pipeline or the sheet is wrong, or an input is not there
                  4    the environment is wrong
                  5    a store or AWS failed
                  130  interrupted
                """);
    }

    @Test
    void tellsItsVersion() {
        Terminal terminal = terminal();

        assertThat(terminal.run("--version")).isZero();
        assertThat(terminal.out()).startsWith("cohort ");
    }

    @Test
    void thePlanIsShown() {
        Terminal terminal = terminal();

        assertThat(terminal.run("plan", "good.yaml", "--sample-list-file", "samples.txt"))
                .isZero();
        assertThat(terminal.out()).startsWith("good over 2 samples, into " + directory.resolve("cohort-store") + "\n");
        assertThat(terminal.err()).isEmpty();
        assertThat(directory.resolve("cohort-store"))
                .as("planning makes nothing")
                .doesNotExist();
    }

    @Test
    void samplesMayComeFromStandardInput() {
        Terminal terminal = terminal().typing("x\ny\nz\n");

        assertThat(terminal.run("plan", "good.yaml", "--sample-list-file", "-", "--bucket", "lab"))
                .isZero();
        assertThat(terminal.out()).startsWith("good over 3 samples, into s3://lab\n");
    }

    @Test
    void standardInputCannotBeBoth() {
        Terminal terminal = terminal().typing("x");

        assertThat(terminal.run("plan", "-", "--sample-list-file", "-")).isEqualTo(2);
        assertThat(terminal.err()).contains("the pipeline and the sample list can't both come from standard input");
    }

    @Test
    void paramsComeFromAFileAndFromTheCommandLineWhichOutweighsIt() throws IOException {
        write("params.yaml", "k: 99\n");

        Terminal file = terminal();
        assertThat(plan(file, "--params-file", "params.yaml")).isEqualTo(3);
        assertThat(file.err())
                .contains(
                        "the param `k` must be a whole number of at most 9, and this is `99`",
                        "params.yaml:1:4",
                        "it is declared here");
        assertThat(plan(terminal(), "--params-file", "params.yaml", "--param", "k=2"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--params-file nowhere.yaml   | the params file `nowhere.yaml` can't be read: there is no such file",
                "--params-file folder         | the params file `folder` can't be read: it is a directory",
                "--params-file samples.txt    | `the params file` must be a map",
                "--store s3://                | `s3://` is followed by a bucket",
                "--store gs://x               | is of a kind that Cohort does not know",
                "--store s3://B_x             | names no bucket: `B_x` can't be one",
            })
    void faultsOfOptionsAreTold(String options, String message) {
        Terminal terminal = terminal();

        int exit = plan(terminal, options.split(" +"));

        assertThat(exit).isEqualTo(3);
        assertThat(terminal.err()).contains(message).doesNotContain("Cohort failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--param k=x                  | must be a whole number of at most 9, and this is `x`",
                "--param kk=1                 | the pipeline `good` has no param `kk`",
                "--param k                    | `k` is not of the form NAME=VALUE",
                "--param =k                   | `=k` is not of the form NAME=VALUE",
                "--profile demo               | the pipeline `good` has no profile `demo`",
                "--name a/b                   | --name: `a/b` holds `/`",
                "--force b                    | --force: there is no step `b`",
            })
    void faultsOfWordsAreFaultsOfUsage(String options, String message) {
        Terminal terminal = terminal();

        int exit = plan(terminal, options.split(" +"));

        assertThat(exit).isEqualTo(2);
        assertThat(terminal.err()).contains(message).doesNotContain("Cohort failed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nowhere.txt | the sample list `nowhere.txt` can't be read: there is no such file",
                "folder      | the sample list `folder` can't be read: it is a directory",
            })
    void faultsOfTheSampleListAreTold(String file, String message) {
        Terminal terminal = terminal();

        assertThat(terminal.run("plan", "good.yaml", "--sample-list-file", file))
                .isEqualTo(3);
        assertThat(terminal.err()).isEqualTo("error: " + message + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--sample-list-file sampels.txt             | sample list | sampels.txt   | samples.txt",
                "--sample-list-file ./samples               | sample list | ./samples     | ./samples.txt",
                "--sample-list-file samples.txt --params-file god.yaml | params file | god.yaml | good.yaml",
            })
    void aMistypedFileIsGuessed(String options, String what, String file, String meant) {
        Terminal terminal = terminal();

        assertThat(terminal.run(("plan good.yaml " + options).split(" +"))).isEqualTo(3);
        assertThat(terminal.err())
                .isEqualTo("error: the " + what + " `" + file + "` can't be read: there is no such file\n"
                        + "  hint: did you mean `" + meant + "`?\n");
    }

    @Test
    void aMistypedFileThatAStepUsesIsGuessed() throws IOException {
        write("uses.yaml", "pipeline: uses\nsteps:\n  a: { use: ./goood.yaml }\n");
        Terminal terminal = terminal();

        assertThat(terminal.run("check", "uses.yaml")).isEqualTo(3);
        assertThat(terminal.err())
                .contains("error: there is no pipeline file `./goood.yaml`")
                .contains("hint: did you mean `./good.yaml`? it was looked for at goood.yaml; a path starts");
    }

    @Test
    void allFaultsAreToldAtOnce() {
        Terminal terminal = terminal();

        assertThat(plan(
                        terminal,
                        "--param",
                        "kk=1",
                        "--name",
                        "a b",
                        "--force",
                        "b",
                        "--store",
                        "gs://x",
                        "--profile",
                        "none"))
                .isEqualTo(3);
        assertThat(terminal.err()).contains("no param `kk`", "--name", "--force", "gs://x", "no profile `none`");
    }

    @Test
    void anUnknownProfileAloneIsNoPlan() {
        Terminal terminal = terminal();

        assertThat(plan(terminal, "--profile", "none")).isEqualTo(2);
        assertThat(terminal.err()).isEqualTo("""
                error: the pipeline `good` has no profile `none`
                  hint: it has no profiles at all
                """);
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void aProfileOfAFaultyPipelineIsToldToo() {
        Terminal terminal = terminal();

        assertThat(terminal.run("plan", "bad.yaml", "--sample-list-file", "samples.txt", "--profile", "none"))
                .isEqualTo(3);
        assertThat(terminal.err()).contains("a step has no key `rum`", "no profile `none`");
    }

    @Test
    void hintsAtTheValueThatAParamMayHaveBeenMeantToHave() throws IOException {
        write(
                "flag.yaml",
                "pipeline: p\nparams: { f: { type: bool } }\nsteps:\n  a: { run: \"echo ${{ params.f }}\" }\n");
        Terminal terminal = terminal();

        assertThat(terminal.run("plan", "flag.yaml", "--sample-list-file", "samples.txt", "--param", "f=no"))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("the param `f` must be `true` or `false`", "hint: write `false`");
    }

    @Test
    void noPipelineIsReadFurtherThanAPersonWrites() throws IOException {
        String large = "# " + "x".repeat(1 << 20);
        write("large.yaml", large);
        Terminal file = terminal();
        Terminal piped = terminal().typing(large);

        assertThat(file.run("check", "large.yaml")).isEqualTo(3);
        assertThat(piped.run("check", "-")).isEqualTo(3);
        assertThat(file.err()).contains("the file is larger than 1 MiB", "large.yaml:1:1");
        assertThat(piped.err()).contains("the file is larger than 1 MiB", "standard input:1:1");
    }

    @Test
    void theGraphIsDrawnInTheFormatAskedFor() {
        for (String format : new String[] {"text", "mermaid", "dot", "DOT"}) {
            Terminal terminal = terminal();
            assertThat(terminal.run("graph", "fusion", "--format", format)).isZero();
            assertThat(terminal.out()).contains("kallisto");
            assertThat(terminal.err()).isEmpty();
        }
        assertThat(terminal().run("graph", "bad.yaml")).isEqualTo(3);
    }

    @Test
    void colourIsForTerminalsOnly() {
        Terminal plain = terminal();
        plain.run("check", "bad.yaml");
        Terminal colour = terminal().in(Paint.COLOUR);
        colour.run("check", "bad.yaml");

        assertThat(plain.err()).doesNotContain("\u001b");
        assertThat(colour.err()).contains("\u001b[1;31merror:\u001b[0m");
    }

    private int plan(Terminal terminal, String... more) {
        String[] words = new String[more.length + 4];
        System.arraycopy(new String[] {"plan", "good.yaml", "--sample-list-file", "samples.txt"}, 0, words, 0, 4);
        System.arraycopy(more, 0, words, 4, more.length);
        return terminal.run(words);
    }

    private Terminal terminal() {
        return new Terminal(directory);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
