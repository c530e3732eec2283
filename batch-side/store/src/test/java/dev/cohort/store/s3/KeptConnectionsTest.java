package dev.cohort.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.cohort.store.Content;
import dev.cohort.store.Expect;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.Opened;
import dev.cohort.store.S3Settings;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection serves again after each call, as a new one would cost as much as a small file; one whose answer is given up is closed. */
class KeptConnectionsTest {
    @TempDir
    Path local;

    private static final Tuning ONE_AT_A_TIME = new Tuning(Testing.TUNING.sizes(), Testing.TUNING.patience(), 1);
    private static final int LARGE = 1 << 28;
    private static final int TWO_PARTS = 2 * Testing.PART;
    private static final byte[] ABSENT = "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8);

    private final List<Integer> callers = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> sentInVain = new CompletableFuture<>();
    private HttpServer server;
    private S3 s3;
    private Store store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.createContext("/bucket/large", this::answerAtLength);
        server.createContext("/bucket/two-parts", this::answerInRanges);
        server.createContext("/bucket/absent", exchange -> refuse(exchange, 0));
        server.createContext("/bucket/gone", exchange -> refuse(exchange, ABSENT.length));
        server.start();
        s3 = new S3(Testing.connection(endpoint(), Testing.TUNING));
        store = s3.store(new Location.S3("bucket", ""), S3Settings.DEFAULT);
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        s3.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        callers.add(exchange.getRemoteAddress().getPort());
        exchange.getRequestBody().readAllBytes();
        boolean reads = exchange.getRequestMethod().equals("GET");
        exchange.getResponseHeaders().add("ETag", "\"v1\"");
        exchange.sendResponseHeaders(200, reads ? 5 : -1);
        if (reads) exchange.getResponseBody().write(new byte[] {1, 2, 3, 4, 5});
        exchange.close();
    }

    /** A quarter of a gigabyte, unless the reader goes before. */
    private void answerAtLength(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("ETag", "\"v1\"");
        exchange.sendResponseHeaders(200, LARGE);
        byte[] block = new byte[1 << 16];
        int sent = 0;
        try {
            for (; sent < LARGE; sent += block.length)
                exchange.getResponseBody().write(block);
        } finally {
            sentInVain.complete(sent);
            exchange.close();
        }
    }

    /** The whole, or what of it was asked for. */
    private void answerInRanges(HttpExchange exchange) throws IOException {
        callers.add(exchange.getRemoteAddress().getPort());
        String range = exchange.getRequestHeaders().getFirst("Range");
        exchange.getResponseHeaders().add("ETag", "\"v1\"");
        if (range != null)
            exchange.getResponseHeaders().add("Content-Range", range.replace('=', ' ') + "/" + TWO_PARTS);
        byte[] bytes = new byte[range == null ? TWO_PARTS : Testing.PART];
        try {
            exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length);
            exchange.getResponseBody().write(bytes);
        } finally {
            exchange.close();
        }
    }

    /** @param length as told before, or 0 for an answer that comes in chunks */
    private void refuse(HttpExchange exchange, int length) throws IOException {
        callers.add(exchange.getRemoteAddress().getPort());
        exchange.sendResponseHeaders(404, length);
        exchange.getResponseBody().write(ABSENT);
        exchange.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "gone"})
    void whatIsNotThereCostsNoConnection(String name) {
        store.get(Key.of("f")).bytes();

        for (int i = 0; i < 3; i++)
            assertThatThrownBy(() -> store.get(Key.of(name))).isInstanceOf(StoreFailure.class);

        assertThat(callers).hasSize(7);
        assertThat(Set.copyOf(callers)).hasSize(1);
    }

    @Test
    void whoHasHisPartOfALargeAnswerGivesUpThatConnectionAndNoOther() {
        try (S3 alone = new S3(Testing.connection(endpoint(), ONE_AT_A_TIME))) {
            Store one = alone.store(new Location.S3("bucket", ""), S3Settings.DEFAULT);
            useTwo(one);
            one.stageIn(Key.of("two-parts"), local.resolve("two-parts"), Expect.ANYTHING);
        }
        assertThat(callers).hasSize(4);
        assertThat(Set.copyOf(callers)).hasSize(2);
    }

    /** Two connections at the same time, which are idle then. */
    private static void useTwo(Store store) {
        try (Opened first = store.get(Key.of("f"));
                Opened second = store.get(Key.of("g"))) {
            first.bytes();
            second.bytes();
        }
    }

    @Test
    void soDoesWhoLeavesALargeObjectInTheMiddle() {
        useTwo(store);
        store.get(Key.of("large")).close();
        store.get(Key.of("f")).bytes();

        assertThat(callers).hasSize(3);
        assertThat(Set.copyOf(callers)).hasSize(2);
    }

    @Test
    void onTheWayOfTheSdkToo() {
        store.get(Key.of("large")).close();

        assertThat(sentInVain.orTimeout(60, TimeUnit.SECONDS).join()).isLessThan(LARGE);
    }

    @Test
    void whoLeavesALargeObjectInTheMiddleLeavesItsConnection() {
        store.get(Key.of("f")).close();

        try (Opened large = store.get(Key.of("large"))) {
            assertThat(large.file().size()).isEqualTo(LARGE);
        }

        assertThat(sentInVain.orTimeout(60, TimeUnit.SECONDS).join()).isLessThan(LARGE);
    }

    @Test
    void noFailureLeavesAConnectionOpenWhateverItIs() throws IOException {
        FileSystem zip = FileSystems.newFileSystem(local.resolve("gone.zip"), Map.of("create", "true"));
        Path target = zip.getPath("/in/large");
        zip.close();

        assertThatThrownBy(() -> store.stageIn(Key.of("large"), target, Expect.ANYTHING))
                .isInstanceOf(ClosedFileSystemException.class);

        assertThat(sentInVain.orTimeout(60, TimeUnit.SECONDS).join()).isLessThan(LARGE);
    }

    @Test
    void whateverTheCallTheConnectionIsKept() {
        for (int i = 0; i < 5; i++) {
            Key key = Key.of("f" + i);
            store.put(key, Content.utf8("hello"));
            store.stageIn(key, local.resolve("in/f" + i), Expect.ANYTHING);
            assertThat(store.get(key).bytes()).hasSize(5);
            store.delete(key);
        }
        assertThat(callers).hasSize(20);
        assertThat(Set.copyOf(callers)).hasSize(1);
    }
}
