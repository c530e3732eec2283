package dev.cohort.s3server;

import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.blobstore.BlobStore;

/**
 * Serves S3 at a free port, over memory or a directory, until standard input ends: so it never outlives whoever started it. Prints its
 * endpoint as soon as it answers.
 */
public final class Main {
    private static final int LARGEST_SIGNED_BODY = 256 << 20;

    private Main() {}

    /** @param args access key, secret key, and, unless all is to be kept in memory, a directory */
    public static void main(String[] args) throws Exception {
        S3Proxy server = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, args[0], args[1])
                .v4MaxNonChunkedRequestSize(LARGEST_SIGNED_BODY)
                .jettyMaxThreads(64)
                .blobStore(args.length > 2 ? directory(args[2]) : memory())
                .build();
        server.start();
        System.out.println("http://127.0.0.1:" + server.getPort());
        while (System.in.read() >= 0) {
            // Nothing is ever said; only the end counts.
        }
        System.exit(0);
    }

    private static BlobStore memory() {
        return BlobStores.create("transient-nio2", new Properties());
    }

    private static BlobStore directory(String path) {
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", path);
        return BlobStores.create("filesystem-nio2", properties);
    }
}
