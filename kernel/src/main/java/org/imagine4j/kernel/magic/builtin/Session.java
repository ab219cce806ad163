package org.imagine4j.kernel.magic.builtin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.imagine4j.kernel.core.History;

/** What the built-in magics can do with the session in which they are typed. */
public interface Session {

    /**
     * What code gave.
     *
     * @param value of its last expression; null if there is none
     * @param nanos how long it ran, without its compilation
     */
    record Ran(Object value, long nanos) {}

    /**
     * A variable, method, type or import of the cells.
     *
     * @param kind {@code variable}, {@code method}, {@code type} or {@code import}
     * @param type a variable's type, a method's signature, the keyword of a type
     * @param value a variable's value; else null
     */
    record Declared(String kind, String name, String type, Object value) {

        boolean isVariable() {
            return kind.equals("variable");
        }
    }

    /**
     * Runs code as if it stood in the running cell: with magics, and what it declares stays.
     *
     * @throws RuntimeException that the kernel reports as it reports any error of a cell
     */
    Ran run(String code) throws Exception;

    /** Runs code that comes from elsewhere, under a name for error reports. */
    Ran run(String name, String code) throws Exception;

    /**
     * Evaluates the first of several readings of a text that compiles.
     *
     * @param text what the user typed
     * @param readings the text as an expression in Java
     * @param blamed the reading whose errors are reported if none compiles
     */
    Object compile(String text, List<String> readings, int blamed) throws Exception;

    /** Everything the cells have declared. */
    List<Declared> declared();

    /** Forgets everything the cells have declared. */
    void reset();

    /** The jars and folders that were added to the class path. */
    List<Path> classpath();

    /** Adds jars or folders to the class path, and loads the extensions in them. */
    void addToClasspath(List<Path> entries);

    /**
     * Says how the sources of a jar can be had, when somebody wants to read its documentation.
     *
     * @param fetch gives the jar of sources; called once, on a thread of its own, and may fail
     */
    void offerSources(Path jar, Callable<Optional<Path>> fetch);

    /** Environment variables of the programs that the session starts; can be changed. */
    Map<String, String> environment();

    /** The cells that were run. */
    History history();

    /** Shows something in the running cell. */
    void display(DisplayData data);

    /** Replaces what was shown under the same display id. */
    void updateDisplay(DisplayData data);

    /** Says that the user has seen a magic's value already: it need not be shown again as the cell's result. */
    void alreadyShown(Object value);

    /**
     * Asks the user for a line of text.
     *
     * @throws IOException if the front end cannot ask
     */
    String ask(String question) throws IOException;
}
