package org.imagine4j.kernel.core;

import com.google.gson.JsonObject;

/** Does what one type of request asks for. */
@FunctionalInterface
interface Handler {

    /**
     * Handles a request.
     *
     * @return the content of the reply ({@code status} is added if it has none), or null if the type has no reply
     * @throws Exception to be reported in an error reply
     */
    JsonObject handle(Request request) throws Exception;
}
