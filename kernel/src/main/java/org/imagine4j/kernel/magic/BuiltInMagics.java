package org.imagine4j.kernel.magic;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.CellMagic;
import org.dflib.jjava.jupyter.kernel.magic.LineMagic;
import org.imagine4j.kernel.magic.KernelMagics.DeclaredMagic;

/** The magics that every session has, each declared once. */
public final class BuiltInMagics {
    private final KernelMagics magics;
    private final Consumer<String> addToClasspath;

    /** @param addToClasspath takes a jar or folder into the class path of the session */
    public BuiltInMagics(KernelMagics magics, Consumer<String> addToClasspath) {
        this.magics = magics;
        this.addToClasspath = addToClasspath;
    }

    /** All declarations. */
    public List<DeclaredMagic> all() {
        return List.of(
                line("lsmagic", "Lists all magics.", (kernel, arguments) -> list()),
                line("classpath", "Adds jars and folders to the class path.", (kernel, arguments) -> add(arguments)),
                line("jars", "Adds jars and folders to the class path.", (kernel, arguments) -> add(arguments)),
                cell("html", "Shows the cell as HTML.", (kernel, arguments, body) -> html(body)),
                cell("markdown", "Shows the cell as Markdown.", (kernel, arguments, body) -> markdown(body)));
    }

    private DisplayData list() {
        StringBuilder text = new StringBuilder();
        StringBuilder html = new StringBuilder("<table>");
        for (String name : magics.signedNames()) {
            String summary = magics.summary(name);
            text.append(String.format(Locale.ROOT, "%-16s%s", name, summary).stripTrailing())
                    .append('\n');
            html.append("<tr><td style=\"text-align:left\"><code>").append(name);
            html.append("</code></td><td style=\"text-align:left\">")
                    .append(summary)
                    .append("</td></tr>");
        }
        DisplayData data = new DisplayData(text.toString().stripTrailing());
        data.putHTML(html.append("</table>").toString());
        return data;
    }

    private Void add(List<String> arguments) {
        for (String argument : arguments) {
            if (!Files.exists(Path.of(argument))) {
                throw new IllegalArgumentException("There is no file or folder " + argument + "\n"
                        + "Paths are relative to " + Path.of("").toAbsolutePath());
            }
            addToClasspath.accept(argument);
        }
        return null;
    }

    private static DisplayData html(String body) {
        DisplayData data = new DisplayData(body);
        data.putHTML(body);
        return data;
    }

    private static DisplayData markdown(String body) {
        DisplayData data = new DisplayData(body);
        data.putMarkdown(body);
        return data;
    }

    private static DeclaredMagic line(String name, String summary, LineMagic<?, BaseKernel> magic) {
        return new DeclaredMagic(name, summary, magic, null);
    }

    private static DeclaredMagic cell(String name, String summary, CellMagic<?, BaseKernel> magic) {
        return new DeclaredMagic(name, summary, null, magic);
    }
}
