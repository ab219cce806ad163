package org.imagine4j.kernel.jshell;

/**
 * Something that cells have declared.
 *
 * @param type a variable's type, a method's signature, the keyword of a type; as Java source
 * @param value a variable's value; else null
 */
public record Declaration(Kind kind, String name, String type, Object value) {

    /** What can be declared. */
    public enum Kind {
        VARIABLE,
        METHOD,
        TYPE,
        IMPORT
    }
}
