package dev.cohort.orchestrator.engine.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cohort.contract.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A server that takes a submission and hangs up: nothing between us and it may send the submission again, not even the JDK. */
@Timeout(60)
class LostAnswerTest {
    private static final String LAST = "the-end";

    private final AtomicInteger taken = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSubmissionIsSentOnce(boolean reset) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                AwsClients clients =
                        LocalBatchServer.clients(URI.create("http://127.0.0.1:" + server.getLocalPort()))) {
            Thread serving = new Thread(() -> serve(server, reset));
            serving.setDaemon(true);
            serving.start();

            Json request = Json.object().put("jobName", LAST).build();
            assertThatThrownBy(() -> new BatchCalls(clients).submit(request))
                    .isInstanceOfSatisfying(
                            SdkClientException.class,
                            fault -> assertThat(Faults.isUnclear(fault)).isTrue());
        }
        assertThat(taken).hasValue(1);
    }

    private void serve(ServerSocket server, boolean reset) {
        while (true) {
            try (Socket client = server.accept()) {
                read(client.getInputStream());
                taken.incrementAndGet();
                client.setSoLinger(reset, 0);
            } catch (SocketException closed) {
                return;
            } catch (IOException broken) {
                throw new IllegalStateException(broken);
            }
        }
    }

    private static void read(InputStream request) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] some = new byte[4096];
        while (text.indexOf(LAST) < 0) {
            int read = request.read(some);
            if (read < 0) {
                return;
            }
            text.append(new String(some, 0, read, StandardCharsets.ISO_8859_1));
        }
    }
}
