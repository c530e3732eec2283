package dev.cohort.orchestrator.images.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A key for this machine's own name that lives as long as the training does, and that nobody but the trained worker trusts. */
final class TrainingCertificate {
    /** It keeps nothing secret that outlives the moment. */
    private static final String PASSWORD = "training";

    private static final String NAME = "training";

    private final Path key;
    private final Path trusted;

    private TrainingCertificate(Path key, Path trusted) {
        this.key = key;
        this.trusted = trusted;
    }

    /** By the JDK's own program, as there is no other way to make one without a library. */
    static TrainingCertificate make(Path folder) throws IOException {
        Path key = folder.resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-alias",
                        NAME,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        key.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(key)) {
            throw new IOException("keytool of the JDK made no key: " + said.strip());
        }
        return new TrainingCertificate(key, trust(key, folder.resolve("trusted")));
    }

    /** Beside all that a Java trusts anyway, as those are looked through in earnest too. */
    private static Path trust(Path key, Path trusted) throws IOException {
        Path usual = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        try {
            KeyStore all = Files.exists(usual) ? load(usual, null) : KeyStore.getInstance("JKS");
            if (!Files.exists(usual)) {
                all.load(null, null);
            }
            all.setCertificateEntry(NAME, load(key, PASSWORD.toCharArray()).getCertificate(NAME));
            try (OutputStream out = Files.newOutputStream(trusted)) {
                all.store(out, PASSWORD.toCharArray());
            }
            return trusted;
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificates can be trusted: " + e.getMessage(), e);
        }
    }

    private static KeyStore load(Path file, char @Nullable [] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }

    SSLContext serving() throws IOException {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(load(key, PASSWORD.toCharArray()), PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("no encryption can be set up: " + e.getMessage(), e);
        }
    }

    /** What a Java has to be told to trust it. */
    List<String> trusting() {
        return List.of("-Djavax.net.ssl.trustStore=" + trusted, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }
}
