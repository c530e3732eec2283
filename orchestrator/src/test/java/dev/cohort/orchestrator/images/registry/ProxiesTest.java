package dev.cohort.orchestrator.images.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By which proxy a registry is reached. */
class ProxiesTest {
    private static String proxy(Map<String, String> environment, String place) {
        return new Proxies(environment, null).words(URI.create(place)).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY, http://proxy.lab:3128, https://quay.io/v2/, proxy.lab:3128",
        "https_proxy, http://proxy.lab:3128/, https://quay.io/v2/, proxy.lab:3128",
        "HTTPS_PROXY, proxy.lab:3128, https://quay.io/v2/, proxy.lab:3128",
        "HTTPS_PROXY, http://ann:secret@proxy.lab, https://quay.io/v2/, proxy.lab:80",
        "HTTPS_PROXY, https://proxy.lab, https://quay.io/v2/, proxy.lab:443",
        "HTTPS_PROXY, socks5://proxy.lab, https://quay.io/v2/, none",
        "HTTPS_PROXY, not an address, https://quay.io/v2/, none",
        "HTTPS_PROXY, '', https://quay.io/v2/, none",
        "HTTP_PROXY, http://proxy.lab:3128, https://quay.io/v2/, none",
        "HTTP_PROXY, http://proxy.lab:3128, http://quay.io/v2/, proxy.lab:3128",
        "HTTP_PROXY, http://proxy.lab:3128, http://localhost:5000/v2/, none",
        "HTTP_PROXY, http://proxy.lab:3128, http://127.0.0.1:5000/v2/, none",
    })
    void theVariableForItsSchemeIsHeard(String variable, String value, String place, String proxy) {
        assertThat(proxy(Map.of(variable, value), place)).isEqualTo(proxy);
    }

    @ParameterizedTest
    @CsvSource({
        "quay.io, none",
        "QUAY.io, none",
        "'other.org, quay.io', none",
        "io, none",
        ".io, none",
        "*.io, none",
        "*, none",
        "quay.*, none",
        "uay.io, proxy.lab:3128",
        "'', proxy.lab:3128",
        "cdn.quay.io, proxy.lab:3128",
        "q.*, proxy.lab:3128",
    })
    void someHostsAreReachedWithoutOne(String without, String proxy) {
        assertThat(proxy(Map.of("HTTPS_PROXY", "http://proxy.lab:3128", "NO_PROXY", without), "https://quay.io/v2/"))
                .isEqualTo(proxy);
    }

    @Test
    void whatIsSaidInSmallLettersOutweighs() {
        assertThat(proxy(Map.of("HTTPS_PROXY", "http://a:1", "https_proxy", "http://b:2"), "https://quay.io/"))
                .isEqualTo("b:2");
    }

    @Test
    void thePropertiesOfJavaComeFirst() {
        ProxySelector ofJava = new ProxySelector() {
            @Override
            public List<Proxy> select(URI place) {
                return List.of(
                        place.getHost().equals("quay.io")
                                ? new Proxy(Proxy.Type.HTTP, new InetSocketAddress("java.lab", 1))
                                : Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI place, SocketAddress address, IOException fault) {}
        };
        Proxies proxies = new Proxies(Map.of("HTTPS_PROXY", "http://proxy.lab:2"), ofJava);

        assertThat(proxies.words(URI.create("https://quay.io/"))).contains("java.lab:1");
        assertThat(proxies.words(URI.create("https://ghcr.io/"))).contains("proxy.lab:2");
    }
}
