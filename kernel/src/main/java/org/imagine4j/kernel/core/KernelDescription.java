package org.imagine4j.kernel.core;

import com.google.gson.JsonObject;
import java.util.Map;

/**
 * What a kernel says about itself in {@code kernel_info_reply}.
 *
 * @param languageInfo the protocol's {@code language_info}: name, version, mimetype, file_extension, …
 * @param helpLinks entries of the front end's Help menu: text to URL
 */
public record KernelDescription(
        String implementation,
        String implementationVersion,
        String banner,
        JsonObject languageInfo,
        Map<String, String> helpLinks) {}
