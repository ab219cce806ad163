package org.imagine4j.magics.all;

import java.util.Map;

/**
 * One output of a cell as it stands in the end.
 *
 * @param kind the type of the message that made it
 * @param data by MIME type
 * @param place its display id; of a stream its name, of an error its class
 */
record Output(String kind, Map<String, Object> data, String place) {

    String html() {
        return String.valueOf(data.get("text/html"));
    }

    /** Without the colours that kernels give to errors. */
    String text() {
        return String.valueOf(data.get("text/plain")).replaceAll("\u001B\\[[0-9;]*m", "");
    }
}
