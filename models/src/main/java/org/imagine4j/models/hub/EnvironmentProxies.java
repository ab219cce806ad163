package org.imagine4j.models.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The proxies of the environment variables {@code https_proxy}, {@code http_proxy}, {@code all_proxy} and {@code
 * no_proxy}, in either case, as other programs read them. Where none is set, Java's own settings hold ({@code
 * -Dhttps.proxyHost} and the system's).
 */
final class EnvironmentProxies extends ProxySelector {

    private static final int DEFAULT_PORT = 80;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d+){3}|\\[?::1\\]?");

    private final Map<String, String> environment;
    private final ProxySelector otherwise;

    EnvironmentProxies(Map<String, String> environment, ProxySelector otherwise) {
        this.environment = environment;
        this.otherwise = otherwise;
    }

    @Override
    public List<Proxy> select(URI uri) {
        boolean configuredInJava = System.getProperty(uri.getScheme() + ".proxyHost") != null;
        Optional<InetSocketAddress> proxy = configuredInJava ? Optional.empty() : proxyFor(uri);
        if (proxy.isEmpty()) {
            return otherwise.select(uri);
        }
        return List.of(excluded(uri.getHost()) ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, proxy.get()));
    }

    private Optional<InetSocketAddress> proxyFor(URI uri) {
        return variable(uri.getScheme() + "_proxy")
                .or(() -> variable("all_proxy"))
                .map(value -> URI.create(value.contains("://") ? value : "http://" + value))
                .filter(address -> address.getHost() != null)
                .map(address -> InetSocketAddress.createUnresolved(
                        address.getHost(), address.getPort() < 0 ? DEFAULT_PORT : address.getPort()));
    }

    /** This machine is never reached through another one. */
    private boolean excluded(String host) {
        return LOOPBACK.matcher(host).matches() || inNoProxy(host);
    }

    private boolean inNoProxy(String host) {
        return variable("no_proxy").stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(entry -> entry.strip().replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", ""))
                .anyMatch(entry -> entry.equals("*")
                        || host.equalsIgnoreCase(entry)
                        || (!entry.isEmpty()
                                && host.toLowerCase(Locale.ROOT).endsWith("." + entry.toLowerCase(Locale.ROOT))));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.getOrDefault(name, environment.get(name.toUpperCase(Locale.ROOT))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        otherwise.connectFailed(uri, address, failure);
    }
}
