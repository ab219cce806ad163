package org.imagine4j.kernel.jshell;

/**
 * A member of a type, or a name of the session.
 *
 * @param kind {@code function}, {@code property}, {@code constant}, {@code class}, {@code variable}, …
 * @param signature such as {@code String substring(int, int)}; overloads are joined by {@code " | "}
 */
public record Member(String name, String kind, String signature) {}
