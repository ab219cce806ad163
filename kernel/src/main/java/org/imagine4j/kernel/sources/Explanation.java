package org.imagine4j.kernel.sources;

import java.util.Optional;
import org.imagine4j.kernel.render.Javadoc;

/**
 * What the source tells of a class or a member.
 *
 * @param signature such as {@code String Greeter.greet(String name)} or {@code public final class Greeter}
 */
public record Explanation(String signature, Optional<Javadoc> comment) {}
