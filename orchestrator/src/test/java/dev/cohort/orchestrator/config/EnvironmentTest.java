package dev.cohort.orchestrator.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.contract.Json;
import dev.cohort.contract.JsonFault;
import dev.cohort.orchestrator.diag.Problem;
import dev.cohort.orchestrator.diag.Problems;
import dev.cohort.orchestrator.goldens.KeptFile;
import dev.cohort.store.Content;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a store says of the account that it lies in: the file, and how it is changed. */
class EnvironmentTest {
    private static final String GOLDEN = "orchestrator/src/test/resources/goldens/config/environment.json";

    private static final Environment FULL = new Environment(
            Map.of(
                    Setting.QUEUE, "mixed",
                    Setting.REGION, "eu-central-1",
                    Setting.JOB_ROLE, "arn:aws:iam::123456789012:role/job",
                    Setting.EXECUTION_ROLE, "arn:aws:iam::123456789012:role/execution",
                    Setting.IMAGE_PREFIX, "123456789012.dkr.ecr.eu-central-1.amazonaws.com",
                    Setting.LOG_GROUP, "/lab/cohort",
                    Setting.PUBLIC_IP, "false"),
            List.of("mixed", "large"),
            Map.of("cost-center", "42"));

    private final Problems problems = new Problems();

    @TempDir
    private Path folder;

    @Test
    void theFileIsKept() throws IOException {
        KeptFile.at(GOLDEN).holds(FULL.toJson().pretty() + "\n");

        assertThat(Environment.fromJson(
                        Json.parse(Files.readString(Path.of(System.getProperty("cohort.root"), GOLDEN)))))
                .isEqualTo(FULL);
    }

    @Test
    void whatALaterVersionSaysIsPassedOver() {
        assertThat(Environment.fromJson(Json.parse("{\"contract\":1,\"queue\":\"q\",\"moon\":\"full\",\"priority\":9}"))
                        .values())
                .isEqualTo(Map.of(Setting.QUEUE, "q"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"contract\":2}                          | contract",
                "{\"contract\":1,\"region\":\"Frankfurt\"} | `region` must be the name of a region",
                "{\"contract\":1,\"queue\":7}              | `queue` is not a text",
                "{\"contract\":1,\"jobRole\":\"$(id)\"}    | `jobRole` must be the ARN of a role",
            })
    void whatMakesNoSenseIsRefused(String text, String message) {
        assertThatThrownBy(() -> Environment.fromJson(Json.parse(text)))
                .isInstanceOf(JsonFault.class)
                .hasMessageContaining(message);
    }

    @Test
    void aStoreSaysItToAllAndKnowsNothingOfAnybodysShare() {
        assertThat(FULL.settings("s3://lab/.cohort/environment.json").of(Setting.QUEUE))
                .contains(new Found("mixed", "s3://lab/.cohort/environment.json"));
        assertThat(FULL.settings("x").tags()).containsEntry("cost-center", new Found("42", "x"));
        assertThatThrownBy(() -> new Environment(Map.of(Setting.PRIORITY, "1"), List.of(), Map.of()))
                .hasMessage("a store can't say `priority`");
    }

    private Environment change(Environment before, String... words) {
        return EnvironmentChange.of(before, List.of(words), problems);
    }

    @Test
    void wordsChangeItOneByOne() {
        Environment changed =
                change(FULL, "queue=small", "region=", "queues=small,large", "tags.cost-center=", "tags.owner=me=you");

        assertThat(problems.isEmpty()).isTrue();
        assertThat(changed.values()).containsEntry(Setting.QUEUE, "small").doesNotContainKey(Setting.REGION);
        assertThat(changed.values()).containsKey(Setting.JOB_ROLE);
        assertThat(changed.queues()).containsExactly("small", "large");
        assertThat(changed.tags()).isEqualTo(Map.of("owner", "me=you"));
        assertThat(change(changed, "queues=").queues()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "queue          | `queue` is not of the form KEY=VALUE | ",
                "=q             | `=q` is not of the form KEY=VALUE | ",
                "qeue=q         | a store can't say `qeue` | did you mean `queue`?",
                "priority=1     | a store can't say `priority` | it can say queue, region, job-role, execution-role, image-prefix, log-group, public-ip, queues, tags.NAME",
                "region=here    | `region` must be the name of a region, such as `eu-central-1`, and this is `here` | ",
                "queues=a,b c   | `queues` must be the name or ARN of a job queue: letters, digits, `_` and `-`, 128 at most, and this is `b c` | ",
                "tags.aws:x=1   | `aws:x` is taken | ",
                "tags.x=1,2     | `tags.x` must be the value of a tag | ",
            })
    void aWordThatMakesNoSenseIsTold(String word, String message, String hint) {
        assertThat(change(FULL, word)).isEqualTo(FULL);
        Problem problem = problems.inOrder().get(0);
        assertThat(problem.message()).contains(message);
        assertThat(problem.hint().orElse("")).contains(hint == null ? "" : hint);
    }

    @Test
    void aStoreKeepsIt() {
        try (Store store = Store.open(Location.of(folder))) {
            StoredEnvironment stored = new StoredEnvironment(store);
            assertThat(stored.read(problems)).isEqualTo(Environment.EMPTY);

            stored.write(FULL);

            assertThat(stored.read(problems)).isEqualTo(FULL);
            assertThat(stored.place())
                    .isEqualTo(folder.resolve(".cohort/environment.json").toString());
            assertThat(problems.isEmpty()).isTrue();
        }
    }

    /** The same store, in which somebody else writes before the first, second … time that it is read. */
    private static StoredEnvironment among(Store store, List<Optional<Environment>> others) {
        StoredEnvironment theirs = new StoredEnvironment(store);
        Deque<Optional<Environment>> toCome = new ArrayDeque<>(others);
        return new StoredEnvironment((Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("get") && !toCome.isEmpty()) {
                        toCome.remove().ifPresent(theirs::write);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private static Environment mixed(Environment before) {
        return before.with(Setting.QUEUE, "mixed");
    }

    @Test
    void whatSomebodyElseSettlesAtTheSameTimeIsKept() {
        try (Store store = Store.open(Location.of(folder))) {
            Environment theirs = Environment.EMPTY.with(Setting.REGION, "eu-west-1");
            Environment both = mixed(theirs);
            Optional<Environment> nobody = Optional.empty();

            Environment after = among(store, List.of(nobody, Optional.of(theirs), nobody, Optional.of(theirs)))
                    .change(EnvironmentTest::mixed);

            assertThat(after).as("before we wrote, and over what we wrote").isEqualTo(both);
            assertThat(new StoredEnvironment(store).read(problems)).isEqualTo(both);
        }
    }

    @Test
    void whoIsNeverAloneIsTold() {
        try (Store store = Store.open(Location.of(folder))) {
            List<Optional<Environment>> others = IntStream.range(0, 100)
                    .mapToObj(number -> Optional.of(Environment.EMPTY.tag("n", "n" + number)))
                    .toList();
            StoredEnvironment stored = among(store, others);

            assertThatThrownBy(() -> stored.change(EnvironmentTest::mixed))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessage(stored.place() + " is changed by somebody else all the time. Find out by whom, and try"
                            + " again.");
        }
    }

    @Test
    void oneThatCannotBeReadIsTold() {
        try (Store store = Store.open(Location.of(folder))) {
            store.put(Key.of(".cohort/environment.json"), Content.utf8("{\"contract\":1,"));

            assertThat(new StoredEnvironment(store).read(problems)).isEqualTo(Environment.EMPTY);
        }
        assertThat(problems.inOrder().get(0).message())
                .startsWith(folder.resolve(".cohort/environment.json") + " can't be read: ");
        assertThat(problems.inOrder().get(0).hint().orElse("")).contains("write it anew with `cohort config set`");
    }
}
