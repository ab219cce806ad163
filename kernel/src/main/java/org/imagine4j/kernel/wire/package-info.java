/**
 * The wire: ZeroMQ sockets, signatures, frames and JSON. Knows what a {@link org.imagine4j.kernel.wire.Message} looks
 * like and on which {@link org.imagine4j.kernel.wire.Channel} it travels, and nothing of what it means.
 */
package org.imagine4j.kernel.wire;
