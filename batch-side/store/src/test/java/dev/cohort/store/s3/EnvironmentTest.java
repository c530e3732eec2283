package dev.cohort.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cohort.store.Content;
import dev.cohort.store.Expect;
import dev.cohort.store.Inputs;
import dev.cohort.store.Key;
import dev.cohort.store.Location;
import dev.cohort.store.S3Server;
import dev.cohort.store.Sha256;
import dev.cohort.store.Store;
import dev.cohort.store.StoreFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process finds S3 by what every AWS tool hears, and says what is missing there. */
class EnvironmentTest {
    @TempDir
    Path home;

    /** What the other process does: a store and an input from elsewhere, by names alone. */
    static final class Main {
        public static void main(String[] args) throws IOException {
            Path local = Path.of(args[1]);
            try (Store store = Store.open(Location.parse(args[0], local))) {
                store.put(Key.of("a"), Content.utf8("hello"));
                Store elsewhere = Store.open(Location.of(local.resolve("store")));
                Location input = store.locationOf(Key.of("a"));
                new Inputs(elsewhere)
                        .stageIn(
                                input,
                                local.resolve("in"),
                                Expect.sha256(Sha256.of("hello".getBytes(StandardCharsets.UTF_8))));
                System.out.println(Files.readString(local.resolve("in")) + " "
                        + new Inputs(elsewhere).stat(input).orElseThrow().size());
            } catch (StoreFailure e) {
                System.out.println(e.kind() + " " + e.getMessage());
            }
        }
    }

    private String say(String url, Map<String, String> environment) throws IOException, InterruptedException {
        Process process = start(url, environment);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.strip();
    }

    private Process start(String url, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                url,
                home.toString());
        builder.environment()
                .keySet()
                .removeIf(name ->
                        name.startsWith("AWS_") || name.toUpperCase(Locale.ROOT).endsWith("_PROXY"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }

    @Test
    void endpointAndCredentialsAreHeardAndNothingElseIsSaid() throws Exception {
        assertThat(say("s3://" + Testing.newBucket() + "/x", S3Server.running().environment()))
                .isEqualTo("hello 5");
    }

    @Test
    void aServerWithANameIsAskedByPathsEvenWithoutARegion() throws Exception {
        Map<String, String> environment = new HashMap<>(S3Server.running().environment());
        environment.remove("AWS_REGION");
        int port = S3Server.running().endpoint().getPort();
        environment.put("AWS_ENDPOINT_URL_S3", "http://localhost:" + port);
        assertThat(say("s3://" + Testing.newBucket(), environment)).isEqualTo("hello 5");
    }

    @Test
    void noCredentialsAreToldWithAWayOut() throws Exception {
        Map<String, String> endpoint =
                Map.of("AWS_ENDPOINT_URL_S3", S3Server.running().endpoint().toString());
        assertThat(say("s3://bucket/x", endpoint))
                .isEqualTo(
                        "NO_CREDENTIALS Cannot write s3://bucket/x/a: no AWS credentials were found. Set AWS_PROFILE, or log in"
                                + " (aws sso login); on AWS, give the job or the instance a role.");
    }

    @Test
    void credentialsThatThePlatformDoesNotGiveMayComeLater() throws Exception {
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL_S3",
                S3Server.running().endpoint().toString(),
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://127.0.0.1:1/role");
        assertThat(say("s3://bucket/x", environment))
                .isEqualTo(
                        "UNREACHABLE Cannot write s3://bucket/x/a: the platform gave this container no credentials for its"
                                + " role. Try again; if it stays so, look whether the job's role is still there, and trusts"
                                + " ecs-tasks.amazonaws.com.");
    }

    @Test
    void withoutARegionItIsToldWhyS3IsAskedWhereNobodySaid() throws Exception {
        Path hosts = Files.writeString(home.resolve("hosts"), "");
        Map<String, String> nowhere = Map.of(
                "AWS_ACCESS_KEY_ID", "key",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_MAX_ATTEMPTS", "1",
                "JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + hosts);
        assertThat(say("s3://bucket/x", nowhere))
                .endsWith(
                        "NO_REGION Cannot write s3://bucket/x/a: the network knows no host bucket.s3.us-east-1.amazonaws.com,"
                                + " where S3 was asked as no region is set. Set the region (AWS_REGION, or in the profile), or"
                                + " AWS_ENDPOINT_URL_S3 for another server; then look at the network and at HTTPS_PROXY.");

        Map<String, String> chosen = new HashMap<>(nowhere);
        chosen.put("AWS_REGION", "us-east-1");
        assertThat(say("s3://bucket/x", chosen))
                .contains("amazonaws.com. Try again; if it stays so, look at the network");
    }

    @Test
    void wrongCredentialsAreToldAndNotShown() throws Exception {
        Map<String, String> environment = new HashMap<>(S3Server.running().environment());
        environment.put("AWS_SECRET_ACCESS_KEY", "not-the-secret");
        assertThat(say("s3://" + Testing.newBucket(), environment))
                .startsWith("NO_CREDENTIALS Cannot write s3://")
                .contains("S3 does not know these AWS credentials (SignatureDoesNotMatch")
                .doesNotContain("not-the-secret");
    }

    @Test
    void aProxyIsHeard() throws Exception {
        Map<String, String> environment = new HashMap<>(S3Server.running().environment());
        environment.put("AWS_ENDPOINT_URL_S3", "http://s3.nowhere.invalid");
        environment.put("HTTP_PROXY", "http://127.0.0.1:1");
        environment.put("AWS_MAX_ATTEMPTS", "1");
        assertThat(say("s3://bucket/x", environment)).contains("nobody listens there (Connection refused)");
    }
}
