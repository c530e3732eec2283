package dev.cohort.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Json;
import dev.cohort.store.Location;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is settled, as a user asks for it, settles it, and finds it heard. */
class ConfigCommandTest {
    @TempDir
    private Path folder;

    /** Whatever bucket is named, its files lie in one directory. */
    private Store open(Location location, S3Settings writing) {
        return Store.open(location instanceof Location.Local ? location : Location.of(folder.resolve("bucket")));
    }

    private String place() {
        return folder.resolve("bucket/.cohort/environment.json").toString();
    }

    private Terminal terminal() {
        return new Terminal(folder)
                .stores(this::open)
                .environment(Map.of("HOME", folder.resolve("home").toString()));
    }

    private Terminal typed(int exitCode, String... words) {
        Terminal terminal = terminal();
        assertThat(terminal.run(words)).as(terminal.err()).isEqualTo(exitCode);
        return terminal;
    }

    private void file(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), text);
    }

    @Test
    void whereNothingIsSettledItSaysWhatHoldsUnlessSaid() {
        assertThat(typed(0, "config").out()).isEqualTo("""
                setting           value           from
                store             ./cohort-store  unless said
                encryption        -               -
                kms-key           -               -
                queue             -               -
                region            -               -
                job-role          -               -
                execution-role    -               -
                image-prefix      -               -
                log-group         /aws/batch/job  unless said
                public-ip         true            unless said
                share-identifier  -               -
                priority          -               -
                image-check       true            unless said
                tags              -               -

                After options and variables, these are asked, the first that says it being heard:
                  %s/.cohort.yaml (not there)
                  %s/home/.config/cohort/config.yaml (not there)
                """.formatted(folder, folder));
    }

    @Test
    void eachValueSaysWhereItCameFrom() throws IOException {
        file(".cohort.yaml", "store: s3://lab\ntags: { owner: me }\n");
        typed(0, "config", "set", "queue=mixed", "region=eu-central-1", "--bucket", "lab");

        assertThat(typed(0, "config", "--region", "eu-west-1").out())
                .contains("store             s3://lab        .cohort.yaml:1:8\n")
                .contains("queue             mixed           " + place() + "\n")
                .contains("region            eu-west-1       --region\n")
                .contains("tags.owner        me              .cohort.yaml:2:16\n")
                .contains("  " + folder.resolve(".cohort.yaml") + "\n")
                .contains("  " + place() + "\n");
    }

    @Test
    void asJsonNobodysSayingIsLeftOut() throws IOException {
        file(".cohort.yaml", "queue: mixed\n");

        Json json = Json.parse(typed(0, "config", "--json").out());

        assertThat(json.compact())
                .startsWith(
                        "{\"settings\":[{\"setting\":\"store\",\"value\":\"./cohort-store\"},{\"setting\":\"encryption\"},"
                                + "{\"setting\":\"kms-key\"},{\"setting\":\"queue\","
                                + "\"value\":\"mixed\",\"from\":\".cohort.yaml:1:8\"},{\"setting\":\"region\"}")
                .contains("\"asked\":[{\"place\":\"" + folder.resolve(".cohort.yaml") + "\",\"there\":true}");
    }

    @Test
    void whatAStoreIsToSayIsShownAsItIsWritten() {
        Terminal terminal = typed(0, "config", "set", "queue=mixed", "--store", "s3://lab/x");

        assertThat(terminal.out()).isEqualTo("Written: " + place() + """

                {
                  "contract": 1,
                  "queue": "mixed",
                  "queues": [],
                  "tags": {}
                }
                """);
        assertThat(Path.of(place())).exists();
    }

    @Test
    void whatAStoreCannotSayIsToldAndNotWritten() {
        assertThat(typed(2, "config", "set", "queue=mixed", "qeue=q", "--bucket", "lab")
                        .err())
                .contains("a store can't say `qeue`", "did you mean `queue`?");
        assertThat(Path.of(place())).doesNotExist();
    }

    @Test
    void aDirectorySaysNothing() {
        assertThat(typed(2, "config", "set", "queue=mixed").err())
                .contains("what a store says is for runs on AWS Batch, and those have theirs in a bucket")
                .contains("give --bucket BUCKET; for this machine, write it into a configuration file");
    }

    @Test
    void aBadFileIsToldByWhateverReadsIt() throws IOException {
        file(".cohort.yaml", "qeue: mixed\n");

        assertThat(typed(4, "config").err()).contains("a file of settings has no key `qeue`");
        assertThat(typed(4, "runs").err()).contains("a file of settings has no key `qeue`");
        assertThat(typed(4, "plan", "fusion", "--sample-list-file", "none.txt").err())
                .contains("a file of settings has no key `qeue`");
    }

    @Test
    void allCommandsHearWhichStoreIsMeant() throws IOException {
        file(".cohort.yaml", "store: data\n");

        assertThat(typed(2, "status", "latest").err()).contains("there are no runs in the store " + folder + "/data");
    }

    /** What is told to be typed next finds the run that it speaks of. */
    @Test
    void whatIsToldToBeTypedNamesTheStoreUnlessThatIsTheSettledOne() throws IOException {
        file("p.yaml", "pipeline: p\nsteps: { a: { timeout: 1m, run: 'exit 1' } }\n");
        file("s.txt", "s1\n");
        file(".cohort.yaml", "store: data\n");
        String run = "run p.yaml --sample-list-file s.txt";
        typed(1, run.split(" "));
        typed(1, (run + " --store ./cohort-store").split(" "));

        assertThat(typed(0, "status", "latest").out()).contains("cohort logs ").doesNotContain("--store");
        assertThat(typed(0, "status", "latest", "--store", "./cohort-store").out())
                .containsPattern("cohort logs \\S+ --store " + folder.resolve("cohort-store"));
        assertThat(folder.resolve("data/.cohort/runs")).isDirectory();
    }

    @Test
    void aBadEnvironmentIsTold() throws IOException {
        file("bucket/.cohort/environment.json", "{\"contract\":1,\"region\":\"here\"}");

        assertThat(typed(4, "config", "--bucket", "lab").err())
                .contains(place() + " can't be read: ")
                .contains("`region` must be the name of a region")
                .contains("write it anew with `cohort config set`");
    }
}
