package org.imagine4j.kernel.maven;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Mirror;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.ProxySelector;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.eclipse.aether.util.repository.JreProxySelector;

/**
 * The user's {@code ~/.m2/settings.xml}: local repository, mirrors, servers, proxies. Where it names no proxy, the
 * variables {@code http_proxy}, {@code https_proxy} and {@code no_proxy} do, then Java's own properties.
 */
final class MavenSettings {
    private final Settings settings;
    private final Map<String, String> environment;
    private final Path user;

    private MavenSettings(Settings settings, Map<String, String> environment, Path user) {
        this.settings = settings;
        this.environment = environment;
        this.user = user;
    }

    /** @throws MavenException if the file cannot be understood */
    static MavenSettings read(Path user, Map<String, String> environment) throws MavenException {
        File file = user.resolve(".m2/settings.xml").toFile();
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setUserSettingsFile(file);
        request.setSystemProperties(System.getProperties());
        try {
            Settings settings = new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings();
            return new MavenSettings(settings, environment, user);
        } catch (SettingsBuildingException e) {
            throw new MavenException("Maven's settings in " + file + " cannot be read.\n" + e.getMessage(), e);
        }
    }

    /** Where downloaded artefacts are kept: the folder that Maven itself uses. */
    File localRepository() {
        String chosen = settings.getLocalRepository();
        return chosen == null || chosen.isBlank()
                ? user.resolve(".m2/repository").toFile()
                : new File(chosen);
    }

    boolean offline() {
        return settings.isOffline();
    }

    void applyTo(DefaultRepositorySystemSession session) {
        DefaultMirrorSelector mirrors = new DefaultMirrorSelector();
        for (Mirror mirror : settings.getMirrors()) {
            mirrors.add(
                    mirror.getId(),
                    mirror.getUrl(),
                    mirror.getLayout(),
                    false,
                    mirror.isBlocked(),
                    mirror.getMirrorOf(),
                    mirror.getMirrorOfLayouts());
        }
        session.setMirrorSelector(mirrors);
        DefaultAuthenticationSelector servers = new DefaultAuthenticationSelector();
        for (Server server : settings.getServers()) {
            servers.add(server.getId(), authentication(server.getUsername(), server.getPassword()));
        }
        session.setAuthenticationSelector(servers);
        ProxySelector named = proxies();
        ProxySelector java = new JreProxySelector();
        session.setProxySelector(repository ->
                Optional.ofNullable(named.getProxy(repository)).orElseGet(() -> java.getProxy(repository)));
    }

    private ProxySelector proxies() {
        DefaultProxySelector selector = new DefaultProxySelector();
        boolean named = false;
        for (Proxy proxy : settings.getProxies()) {
            if (proxy.isActive()) {
                named = true;
                selector.add(
                        new org.eclipse.aether.repository.Proxy(
                                proxy.getProtocol(),
                                proxy.getHost(),
                                proxy.getPort(),
                                authentication(proxy.getUsername(), proxy.getPassword())),
                        proxy.getNonProxyHosts());
            }
        }
        if (!named) {
            addFromEnvironment("http", selector);
            addFromEnvironment("https", selector);
        }
        return selector;
    }

    /** A proxy serves repositories of the protocol it is added for. */
    private void addFromEnvironment(String protocol, DefaultProxySelector selector) {
        String value = variable(protocol + "_proxy");
        if (value.isEmpty()) {
            return;
        }
        URI uri = URI.create(value.contains("://") ? value : "http://" + value);
        if (uri.getHost() == null) {
            return;
        }
        String[] userInfo = uri.getUserInfo() == null
                ? new String[] {null}
                : uri.getUserInfo().split(":", 2);
        String nonProxyHosts = variable("no_proxy")
                .replaceAll("\\s", "")
                .replaceAll("(^|,)\\.", "$1*.")
                .replace(',', '|');
        selector.add(
                new org.eclipse.aether.repository.Proxy(
                        protocol,
                        uri.getHost(),
                        uri.getPort() < 0 ? 80 : uri.getPort(),
                        authentication(userInfo[0], userInfo.length > 1 ? userInfo[1] : null)),
                nonProxyHosts);
    }

    private String variable(String name) {
        String lower = environment.getOrDefault(name, "");
        return lower.isBlank() ? environment.getOrDefault(name.toUpperCase(Locale.ROOT), "") : lower;
    }

    private static Authentication authentication(String user, String password) {
        return user == null
                ? null
                : new AuthenticationBuilder()
                        .addUsername(user)
                        .addPassword(password)
                        .build();
    }
}
