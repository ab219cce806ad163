package org.imagine4j.kernel.magic.builtin;

import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.imagine4j.kernel.magic.MagicCommand;
import picocli.CommandLine.Command;

/** The cell magics that show their cell in a language of the front end's. */
final class MarkupMagics {

    private MarkupMagics() {}

    private static DisplayData shown(String mimeType, Optional<String> body) {
        DisplayData data = new DisplayData(body.orElse(""));
        data.putData(mimeType, body.orElse(""));
        return data;
    }

    /** {@code %%html}. */
    @Command(
            name = "%%html",
            header = "Shows the cell as HTML.",
            footer = {"%%html", "<b>bold</b>"})
    static final class Html extends MagicCommand<DisplayData> {
        @Override
        protected DisplayData run(Optional<String> body) {
            return shown("text/html", body);
        }
    }

    /** {@code %%markdown}. */
    @Command(
            name = "%%markdown",
            header = "Shows the cell as Markdown.",
            footer = {"%%markdown", "**bold**"})
    static final class Markdown extends MagicCommand<DisplayData> {
        @Override
        protected DisplayData run(Optional<String> body) {
            return shown("text/markdown", body);
        }
    }

    /** {@code %%latex}. */
    @Command(
            name = "%%latex",
            header = "Shows the cell as LaTeX.",
            footer = {"%%latex", "$$e^{i\\pi} = -1$$"})
    static final class Latex extends MagicCommand<DisplayData> {
        @Override
        protected DisplayData run(Optional<String> body) {
            return shown("text/latex", body);
        }
    }

    /** {@code %%svg}. */
    @Command(
            name = "%%svg",
            header = "Shows the cell as an SVG picture.",
            footer = {
                "%%svg",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\"><circle cx=\"20\" cy=\"20\" r=\"20\"/></svg>"
            })
    static final class Svg extends MagicCommand<DisplayData> {
        @Override
        protected DisplayData run(Optional<String> body) {
            return shown("image/svg+xml", body);
        }
    }

    /** {@code %%javascript}. */
    @Command(
            name = "%%javascript",
            header = "Runs the cell as JavaScript in the front end.",
            footer = {"%%javascript", "element.textContent = new Date()"})
    static final class JavaScript extends MagicCommand<DisplayData> {
        @Override
        protected DisplayData run(Optional<String> body) {
            return shown("application/javascript", body);
        }
    }
}
