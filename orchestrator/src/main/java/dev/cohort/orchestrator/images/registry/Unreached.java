package dev.cohort.orchestrator.images.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Why nothing came from a registry, in words: Java's own fault often has none, but for its name. */
final class Unreached {
    private Unreached() {}

    static String words(IOException fault) {
        if (has(fault, HttpTimeoutException.class)) {
            return "it did not answer within " + RegistryHttp.PATIENCE.toSeconds() + " s";
        }
        if (has(fault, UnresolvedAddressException.class) || has(fault, UnknownHostException.class)) {
            return "the network knows no such host";
        }
        if (has(fault, ConnectException.class)) {
            return "nobody listens there";
        }
        String said = fault.getMessage() == null ? "the connection broke" : fault.getMessage();
        return has(fault, SSLException.class) ? "no secure connection came about (" + said + ")" : said;
    }

    private static boolean has(Throwable fault, Class<? extends Exception> kind) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause).anyMatch(kind::isInstance);
    }
}
