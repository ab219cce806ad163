package org.imagine4j.kernel.core;

import com.google.gson.JsonObject;
import org.imagine4j.kernel.wire.Channel;
import org.imagine4j.kernel.wire.Message;

/**
 * A request on its way through the kernel. Identities and parent header travel with it as a value: nothing in the kernel
 * remembers a "current" message.
 *
 * @param channel where it came in and where the reply goes
 * @param cell the output side of this request
 * @param arrival {@link System#nanoTime()} when it was received
 */
record Request(Channel channel, Message message, RequestCell cell, long arrival) {

    String type() {
        return message.type();
    }

    JsonObject content() {
        return message.content();
    }
}
