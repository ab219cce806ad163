package org.imagine4j.kernel.magic.builtin;

import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.imagine4j.kernel.magic.MagicCommand;
import picocli.CommandLine.Command;

/** The cell magics that show their cell in a language of the front end's. */
final class MarkupMagics {

    private MarkupMagics() {}

    /** Shows the cell under a MIME type, and as text where the front end does not know that. */
    private abstract static class Markup extends MagicCommand<DisplayData> {
        private final String mimeType;

        Markup(String mimeType) {
            this.mimeType = mimeType;
        }

        @Override
        protected final DisplayData run(Optional<String> body) {
            DisplayData data = new DisplayData(body.orElse(""));
            data.putData(mimeType, body.orElse(""));
            return data;
        }
    }

    /** {@code %%html}. */
    @Command(
            name = "%%html",
            header = "Shows the cell as HTML.",
            footer = {"%%html", "<b>bold</b>"})
    static final class Html extends Markup {
        Html() {
            super("text/html");
        }
    }

    /** {@code %%markdown}. */
    @Command(
            name = "%%markdown",
            header = "Shows the cell as Markdown.",
            footer = {"%%markdown", "**bold**"})
    static final class Markdown extends Markup {
        Markdown() {
            super("text/markdown");
        }
    }

    /** {@code %%latex}. */
    @Command(
            name = "%%latex",
            header = "Shows the cell as LaTeX.",
            footer = {"%%latex", "$$e^{i\\pi} = -1$$"})
    static final class Latex extends Markup {
        Latex() {
            super("text/latex");
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
    static final class Svg extends Markup {
        Svg() {
            super("image/svg+xml");
        }
    }

    /** {@code %%javascript}. */
    @Command(
            name = "%%javascript",
            header = "Runs the cell as JavaScript in the front end.",
            footer = {"%%javascript", "element.textContent = new Date()"})
    static final class JavaScript extends Markup {
        JavaScript() {
            super("application/javascript");
        }
    }
}
