package org.imagine4j.models.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "https_proxy", "http://proxy.example:3128",
            "HTTP_PROXY", "plain.example",
            "no_proxy", "intern.example, .local.example,10.0.0.1:8080");

    @ParameterizedTest
    @CsvSource({
        "https://huggingface.co/a, proxy.example:3128",
        "http://mirror.example/a, plain.example:80",
        "https://intern.example/a, ''",
        "https://hub.intern.example/a, ''",
        "https://x.local.example/a, ''",
        "https://notintern.example/a, proxy.example:3128",
        "http://10.0.0.1:8080/a, ''",
        "http://localhost:9000/a, ''",
        "http://127.0.0.1:9000/a, ''"
    })
    void theVariablesMeanWhatTheyMeanToOtherPrograms(String address, String proxy) {
        List<Proxy> chosen = new EnvironmentProxies(ENVIRONMENT, ProxySelector.of(null)).select(URI.create(address));

        assertThat(chosen).hasSize(1);
        if (proxy.isEmpty()) {
            assertThat(chosen.get(0)).isEqualTo(Proxy.NO_PROXY);
        } else {
            InetSocketAddress found = (InetSocketAddress) chosen.get(0).address();
            assertThat(found.getHostString() + ":" + found.getPort()).isEqualTo(proxy);
        }
    }

    @Test
    void withoutVariablesJavasOwnSettingsHold() {
        InetSocketAddress own = InetSocketAddress.createUnresolved("own.example", 1);
        List<Proxy> chosen =
                new EnvironmentProxies(Map.of(), ProxySelector.of(own)).select(URI.create("https://huggingface.co/a"));

        assertThat(chosen).extracting(Proxy::address).containsExactly(own);
    }
}
