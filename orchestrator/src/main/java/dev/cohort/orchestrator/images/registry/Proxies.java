package dev.cohort.orchestrator.images.registry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By which proxy a registry is reached, by what AWS's client hears too: properties of Java first, as Java's own selector does, then the
 * variables {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, in small letters or large.
 */
final class Proxies extends ProxySelector {
    private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);

    private final Map<String, String> environment;
    private final @Nullable ProxySelector ofJava;

    /** @param ofJava null where Java has none */
    Proxies(Map<String, String> environment, @Nullable ProxySelector ofJava) {
        this.environment = environment;
        this.ofJava = ofJava;
    }

    static Proxies of(Map<String, String> environment) {
        return new Proxies(environment, ProxySelector.getDefault());
    }

    @Override
    public List<Proxy> select(URI place) {
        return ofProperties(place).or(() -> ofVariables(place)).map(List::of).orElse(List.of(Proxy.NO_PROXY));
    }

    /** As a user would write it; empty where none stands between. */
    Optional<String> words(URI place) {
        SocketAddress address = select(place).get(0).address();
        return address instanceof InetSocketAddress proxy
                ? Optional.of(proxy.getHostString() + ":" + proxy.getPort())
                : Optional.empty();
    }

    private Optional<Proxy> ofProperties(URI place) {
        return Optional.ofNullable(ofJava).stream()
                .flatMap(selector -> selector.select(place).stream())
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .findFirst();
    }

    private Optional<Proxy> ofVariables(URI place) {
        String host = String.valueOf(place.getHost()).toLowerCase(Locale.ROOT);
        return RegistryPlaces.isThisMachine(host) || isWithout(host)
                ? Optional.empty()
                : variable(place.getScheme() + "_proxy").flatMap(Proxies::proxy);
    }

    private Optional<String> variable(String name) {
        return Stream.of(name, name.toUpperCase(Locale.ROOT))
                .flatMap(form -> Optional.ofNullable(environment.get(form)).stream())
                .filter(value -> !value.isBlank())
                .findFirst();
    }

    /** An address, or a host with a port alone; a name and password in it are of no use to Java. */
    private static Optional<Proxy> proxy(String text) {
        try {
            URI address = URI.create(text.contains("://") ? text.strip() : "http://" + text.strip());
            Integer usual = USUAL_PORTS.get(String.valueOf(address.getScheme()));
            return address.getHost() == null || usual == null
                    ? Optional.empty()
                    : Optional.of(new Proxy(
                            Proxy.Type.HTTP,
                            new InetSocketAddress(
                                    address.getHost(), address.getPort() < 0 ? usual : address.getPort())));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private boolean isWithout(String host) {
        return variable("no_proxy").stream()
                .flatMap(hosts -> Stream.of(hosts.split(",")))
                .map(pattern -> pattern.strip().toLowerCase(Locale.ROOT))
                .filter(pattern -> !pattern.isEmpty())
                .anyMatch(pattern -> fits(pattern, host));
    }

    /** A host, or a domain and all in it; a star stands for anything. */
    private static boolean fits(String pattern, String host) {
        if (pattern.contains("*")) {
            return host.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
        }
        String domain = pattern.startsWith(".") ? pattern.substring(1) : pattern;
        return host.equals(domain) || host.endsWith("." + domain);
    }

    /** There is no second one to turn to. */
    @Override
    public void connectFailed(URI place, SocketAddress address, IOException fault) {}
}
