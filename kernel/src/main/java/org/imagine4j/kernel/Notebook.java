package org.imagine4j.kernel;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.imagine4j.kernel.notebook.NotebookKernel;
import org.imagine4j.kernel.render.Pictures;

/**
 * What every cell can call without a qualifier: what is declared here, and from JJava's {@link BaseNotebookStatics} {@code
 * display(value)}, which shows a value at once and gives its display id, {@code updateDisplay(id, value)}, which replaces
 * it in place, {@code render(value, mimeTypes)}, {@code eval(code)} and {@code printf}.
 *
 * <p>{@link #html}, {@link #markdown} and their like give something to show: as the last value of a cell, by {@code
 * display}, by {@code updateDisplay}, or in what {@link #showAs} registers.
 */
@SuppressWarnings("TypeParameterUnusedInFormals") // the contract's signatures
public final class Notebook extends BaseNotebookStatics {

    private Notebook() {}

    /** Runs a line magic and gives its value: {@code lineMagic("imagine", List.of("a", "cat"))}. */
    public static <T> T lineMagic(String name, List<String> arguments) {
        return kernel().lineMagic(name, arguments);
    }

    /** Runs a cell magic and gives its value. */
    public static <T> T cellMagic(String name, List<String> arguments, String body) {
        return kernel().cellMagic(name, arguments, body);
    }

    /** Runs a line magic as a statement; cells with a {@code %name} of their own are translated to this. */
    public static Object runMagic(String name, List<String> arguments) {
        return kernel().standingAlone(() -> kernel().<Object>lineMagic(name, arguments));
    }

    /** HTML to show. */
    public static DisplayData html(String html) {
        return shown("text/html", html);
    }

    /** Markdown to show. */
    public static DisplayData markdown(String markdown) {
        return shown("text/markdown", markdown);
    }

    /** LaTeX to show, formulas in dollar signs. */
    public static DisplayData latex(String latex) {
        return shown("text/latex", latex);
    }

    /** An SVG picture to show. */
    public static DisplayData svg(String svg) {
        return shown("image/svg+xml", svg);
    }

    /**
     * JSON to show, as a tree where the front end has one.
     *
     * @throws com.google.gson.JsonParseException if it is not JSON
     */
    public static DisplayData json(String json) {
        return kernel().getRenderer().render(JsonParser.parseString(json));
    }

    /** The picture in a file, to show. A {@code Path} that is a cell's value shows it too. */
    public static DisplayData image(Path file) throws IOException {
        Pictures.Picture picture = Pictures.of(file)
                .orElseThrow(() -> new IOException("There is no picture in " + file
                        + ".\nIt takes a file that ends in .png, .jpg, .gif, .webp, .bmp or .svg."));
        DisplayData data = new DisplayData(file.toString());
        data.putData(picture.mimeType(), picture.data());
        return data;
    }

    /**
     * Registers how values of a type look from now on, in results and in {@code display}:
     * {@code showAs(Point.class, p -> html("<b>" + p.x() + "</b>"))}. Values of subtypes look like that too, unless more is
     * known of them. Their text stays what {@code toString} gives, unless {@code look} gives a string.
     *
     * @param look gives what to show: something of {@link #html} and its like, or any other value, which then is rendered
     */
    public static <T> void showAs(Class<T> type, Function<? super T, ?> look) {
        kernel().showAs(type, look);
    }

    /** Clears the output of the running cell. */
    public static void clearOutput() {
        clearOutput(false);
    }

    /** Clears the output of the running cell; with {@code wait}, not before there is something new to show. */
    public static void clearOutput(boolean wait) {
        kernel().clearOutput(wait);
    }

    /**
     * Asks the user for a line of text.
     *
     * @throws IOException if the front end cannot ask
     */
    public static String input(String prompt) throws IOException {
        return kernel().input(prompt, false);
    }

    /**
     * Asks the user for a secret; the front end hides what is typed.
     *
     * @throws IOException if the front end cannot ask
     */
    public static String password(String prompt) throws IOException {
        return kernel().input(prompt, true);
    }

    private static DisplayData shown(String mimeType, String text) {
        DisplayData data = new DisplayData(text);
        data.putData(mimeType, text);
        return data;
    }

    private static NotebookKernel kernel() {
        return (NotebookKernel) BaseKernel.notebookKernel();
    }
}
