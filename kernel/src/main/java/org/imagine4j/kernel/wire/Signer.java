package org.imagine4j.kernel.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs and verifies the four JSON frames of a message. Safe for use by any thread. */
final class Signer {
    private static final byte[] UNSIGNED = new byte[0];

    /** Null when the connection has no key: messages are then neither signed nor verified. */
    private final Mac prototype;

    /**
     * @throws IllegalArgumentException if the scheme is not one this Java knows
     */
    Signer(String scheme, String key) {
        if (key.isEmpty()) {
            prototype = null;
            return;
        }
        try {
            String algorithm = scheme.replace("-", "").toUpperCase(Locale.ROOT);
            prototype = Mac.getInstance(algorithm);
            prototype.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "Unknown signature scheme \"" + scheme + "\"; hmac-sha256 is the usual one", e);
        }
    }

    byte[] sign(List<byte[]> frames) {
        if (prototype == null) {
            return UNSIGNED;
        }
        Mac mac;
        try {
            mac = (Mac) prototype.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
        frames.forEach(mac::update);
        return HexFormat.of().formatHex(mac.doFinal()).getBytes(StandardCharsets.US_ASCII);
    }

    boolean verify(byte[] signature, List<byte[]> frames) {
        return prototype == null || MessageDigest.isEqual(sign(frames), signature);
    }
}
