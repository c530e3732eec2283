package dev.cohort.s3server;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.options.CreateContainerOptions;
import org.jspecify.annotations.Nullable;

/** S3Proxy, over memory or a directory. */
final class Serving {
    private static final String HOST = "127.0.0.1";
    private static final int LARGEST_SIGNED_BODY = 256 << 20;
    private static final int THREADS = 64;

    private final int port;
    private final String accessKey;
    private final String secretKey;

    Serving(int port, String accessKey, String secretKey) {
        this.port = port;
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    /** Where it answers from now on, as long as this process lives. */
    String start(@Nullable String directory, List<String> buckets) throws IOException {
        BlobStore objects = directory == null ? memory() : files(directory);
        buckets.forEach(bucket -> objects.createContainer(bucket, CreateContainerOptions.NONE));
        S3Proxy server = S3Proxy.builder()
                .endpoint(URI.create("http://" + HOST + ":" + port))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, accessKey, secretKey)
                .v4MaxNonChunkedRequestSize(LARGEST_SIGNED_BODY)
                .jettyMaxThreads(THREADS)
                .blobStore(objects)
                .build();
        listen(server);
        return "http://" + HOST + ":" + server.getPort();
    }

    private void listen(S3Proxy server) throws IOException {
        try {
            server.start();
        } catch (IOException taken) {
            throw new IOException(
                    HOST + ":" + port + " can't be listened on; another --port, or 0 for any that is free, may do",
                    taken);
        } catch (Exception fault) {
            throw new IOException(String.valueOf(fault.getMessage()), fault);
        }
    }

    private static BlobStore memory() {
        return BlobStores.create("transient-nio2", new Properties());
    }

    private static BlobStore files(String directory) {
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", directory);
        return BlobStores.create("filesystem-nio2", properties);
    }
}
