package org.imagine4j.models.hub;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where the hub is and how to speak to it.
 *
 * @param endpoint the hub's address, without a slash at the end
 * @param token what it knows the user by
 * @param cache the folder of Hugging Face's own tools, whose files are used before any is downloaded
 * @param offline whether nothing may be downloaded
 * @param retries how patiently to try again
 */
public record HubSettings(URI endpoint, Optional<String> token, Path cache, boolean offline, Retries retries) {

    private static final String PUBLIC_HUB = "https://huggingface.co";
    private static final Set<String> YES = Set.of("1", "true", "yes", "on");

    /**
     * The settings of {@code HF_ENDPOINT}, {@code HF_TOKEN} (or the token file that {@code hf auth login} writes), {@code
     * HF_HUB_CACHE}, {@code HF_HOME} and {@code HF_HUB_OFFLINE}, which mean what they mean to Hugging Face's own tools.
     *
     * @throws HubException if the endpoint is not an address
     */
    public static HubSettings of(Map<String, String> environment, Path userHome) {
        Path home = value(environment, "HF_HOME").map(Path::of).orElseGet(() -> value(environment, "XDG_CACHE_HOME")
                .map(Path::of)
                .orElse(userHome.resolve(".cache"))
                .resolve("huggingface"));
        Path cache = value(environment, "HF_HUB_CACHE").map(Path::of).orElse(home.resolve("hub"));
        Optional<String> token = value(environment, "HF_TOKEN")
                .or(() -> TokenFile.read(
                        value(environment, "HF_TOKEN_PATH").map(Path::of).orElse(home.resolve("token"))));
        boolean offline = value(environment, "HF_HUB_OFFLINE")
                .filter(value -> YES.contains(value.toLowerCase(Locale.ROOT)))
                .isPresent();
        return new HubSettings(
                endpoint(value(environment, "HF_ENDPOINT").orElse(PUBLIC_HUB)), token, cache, offline, Retries.PATIENT);
    }

    private static URI endpoint(String address) {
        try {
            URI uri = URI.create(address.replaceFirst("/+$", ""));
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw notAnAddress(address, e);
        }
        throw notAnAddress(address, null);
    }

    private static HubException notAnAddress(String address, Throwable cause) {
        return new HubException(
                "HF_ENDPOINT is " + address + ", which is not a web address.",
                "Set it to an address such as " + PUBLIC_HUB + ", or unset it.",
                cause);
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
