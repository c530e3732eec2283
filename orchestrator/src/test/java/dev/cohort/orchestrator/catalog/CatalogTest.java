package dev.cohort.orchestrator.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.contract.Digest;
import dev.cohort.contract.Fingerprint;
import dev.cohort.contract.ListedFile;
import dev.cohort.contract.Outcome;
import dev.cohort.contract.OutcomeKey;
import dev.cohort.contract.OutputFile;
import dev.cohort.contract.Phases;
import dev.cohort.contract.StoreLayout;
import dev.cohort.orchestrator.plan.Holdings;
import dev.cohort.orchestrator.run.Plans;
import dev.cohort.orchestrator.samples.SampleTable;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import dev.cohort.store.Written;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over a real directory store. */
class CatalogTest {
    private static final StoreLayout LAYOUT = new StoreLayout("p");
    private static final String DEF = new Digest().field("def").hex();
    private static final String IN = new Digest().field("in").hex();

    @TempDir
    private Path folder;

    private Store store;

    @BeforeEach
    void setUp() {
        store = Store.open(Location.of(folder.resolve("store")));
    }

    private Holdings look(String... samples) {
        return Catalog.of(store, "p", Plans.graph(Plans.CHAIN), SampleTable.of(List.of(samples)));
    }

    @Test
    void anEmptyStoreHoldsNothing() {
        assertThat(look("a").held("first", 0)).isEmpty();
        assertThat(look("a").held("all", Holdings.COHORT)).isEmpty();
    }

    @Test
    void findsWhatEachTaskLeft() {
        ok("first", "a");
        ok("first", "a-b");
        ok("all", null);

        Holdings holdings = look("x", "a-b", "a");

        assertThat(holdings.held("first", 0)).isEmpty();
        assertThat(holdings.held("first", 1)).map(Holdings.Held::filesThere).contains(true);
        assertThat(holdings.held("first", 2)).map(Holdings.Held::filesThere).contains(true);
        assertThat(holdings.held("second", 2)).isEmpty();
        assertThat(holdings.held("all", Holdings.COHORT))
                .map(held -> held.key().def())
                .contains(Digest.short16(DEF));
    }

    @Test
    void seesThatAFileIsGoneOrAnother() {
        ok("first", "gone");
        ok("first", "other");
        store.delete(Key.of(LAYOUT.result("first", "gone", "out.txt")));
        store.put(Key.of(LAYOUT.result("first", "other", "out.txt")), Content.utf8("somebody else wrote this"));

        Holdings holdings = look("gone", "other");

        assertThat(holdings.held("first", 0)).map(Holdings.Held::filesThere).contains(false);
        assertThat(holdings.held("first", 1)).map(Holdings.Held::filesThere).contains(false);
    }

    @Test
    void aFileThatAUserPutBesideResultsSpoilsNothing() {
        ok("first", "a");
        store.put(Key.of(LAYOUT.result("first", "a", "out.txt.idx")), Content.utf8("an index"));
        store.put(Key.of(LAYOUT.results("first") + "/notes.txt"), Content.utf8("my notes"));

        assertThat(look("a").held("first", 0)).map(Holdings.Held::filesThere).contains(true);
    }

    @Test
    void whatIsNoOutcomeIsPassedOver() {
        store.put(Key.of(LAYOUT.outcomes("first", "a") + "/notes.json"), Content.utf8("{}"));
        store.put(Key.of(LAYOUT.outcomes("first", "other-cohort") + "/x"), Content.utf8(""));

        assertThat(look("a").held("first", 0)).isEmpty();
    }

    @Test
    void aFailureIsHeldAsOne() {
        OutcomeKey key = new OutcomeKey(
                OutcomeKey.Status.FAILED, Digest.short16(DEF), Digest.short16(IN), OutcomeKey.NONE, OutcomeKey.NONE);
        store.put(Key.of(LAYOUT.outcome("first", "a", key)), Content.utf8("{}"));

        assertThat(look("a").held("first", 0)).map(Holdings.Held::filesThere).contains(false);
        assertThat(look("a").held("first", 0)).map(held -> held.key().status()).contains(OutcomeKey.Status.FAILED);
    }

    @Test
    void namesThatDifferInCaseAreDifferentSamples() {
        ok("first", "A");

        assertThat(look("a").held("first", 0)).isEmpty();
        assertThat(look("A").held("first", 0)).isPresent();
    }

    @Test
    void knowsFilesFromOutsideByNameAndVersion() throws IOException {
        Path file = Files.writeString(folder.resolve("in.bam"), "x");
        Path inStore = folder.resolve("store/mine.bam");
        store.put(Key.of("mine.bam"), Content.utf8("y"));

        Holdings holdings = look("a");

        assertThat(holdings.external(file.toString(), false))
                .hasValueSatisfying(id -> assertThat(id).startsWith("file:in.bam:"));
        assertThat(holdings.external(inStore.toString(), false)).isPresent();
        assertThat(holdings.external(folder.resolve("none.bam").toString(), false))
                .isEmpty();
        assertThat(holdings.external("s3://B_x/x.bam", false))
                .as("no bucket can be called so")
                .isEmpty();
    }

    @Test
    void oneLookAtAFileHoldsForAWholePlan() throws IOException {
        Path file = Files.writeString(folder.resolve("shared.fa"), "x");
        Holdings holdings = look("a");
        Optional<String> before = holdings.external(file.toString(), false);

        Files.writeString(file, "longer than before");

        assertThat(holdings.external(file.toString(), false)).isEqualTo(before);
        assertThat(look("a").external(file.toString(), false)).isNotEqualTo(before);
    }

    /** As the worker leaves it. */
    private void ok(String step, @Nullable String sample) {
        Written written = store.put(Key.of(LAYOUT.result(step, sample, "out.txt")), Content.utf8(step + sample));
        OutputFile output = new OutputFile(
                "out",
                "out.txt",
                written.file().size(),
                written.file().etag(),
                written.sha256().hex());
        OutcomeKey key = new OutcomeKey(
                OutcomeKey.Status.OK,
                Digest.short16(DEF),
                Digest.short16(IN),
                Digest.short16(Fingerprint.content(List.of(output))),
                Digest.short16(Fingerprint.listed(List.of(new ListedFile("out.txt", output.size(), output.etag())))));
        Outcome outcome = new Outcome(
                Plans.RUN.text(),
                step,
                sample,
                1,
                null,
                null,
                Outcome.Status.SUCCEEDED,
                null,
                0,
                null,
                null,
                DEF,
                IN,
                List.of(output),
                Phases.NONE,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                Map.of(),
                "");
        store.put(
                Key.of(LAYOUT.outcome(step, sample, key)),
                Content.utf8(outcome.toJson().compact()));
    }
}
