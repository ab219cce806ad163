package org.imagine4j.kernel.magic.builtin;

import java.util.List;
import java.util.function.Supplier;
import org.imagine4j.kernel.core.OutputLimit;
import org.imagine4j.kernel.magic.KernelMagics;
import org.imagine4j.kernel.magic.MagicCommand;

/** The list of the magics that every session has. */
public final class BuiltInMagics {

    private BuiltInMagics() {}

    /** A source of fresh calls for each. */
    public static List<Supplier<? extends MagicCommand<?>>> all(
            Session session, OutputLimit limit, KernelMagics magics) {
        MavenSession maven = new MavenSession();
        return List.of(
                () -> new LsMagic(magics),
                () -> new TimeMagic(session),
                () -> new TimeItMagic(session),
                () -> new WhoMagic(session),
                () -> new WhosMagic(session),
                () -> new ResetMagic(session),
                () -> new HistoryMagic(session),
                () -> new OutputMagic(limit),
                () -> new LoadMagic(session),
                () -> new ClasspathMagic(session),
                () -> new MavenMagic(session, maven),
                () -> new EnvMagic(session),
                () -> new SystemMagic(session),
                () -> new BashMagic(session),
                () -> new WriteFileMagic(),
                MarkupMagics.Html::new,
                MarkupMagics.Markdown::new,
                MarkupMagics.Latex::new,
                MarkupMagics.Svg::new,
                MarkupMagics.JavaScript::new);
    }
}
