package org.imagine4j.kernel.magic.builtin;

import java.util.List;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.imagine4j.kernel.magic.KernelMagics;
import org.imagine4j.kernel.magic.MagicCommand;
import org.imagine4j.kernel.render.Table;
import picocli.CommandLine.Command;

/** {@code %lsmagic}. */
@Command(
        name = "%lsmagic",
        header = "Lists all magics.",
        description = "%name --help, or %name?, explains one of them.",
        footer = "%lsmagic")
final class LsMagic extends MagicCommand<DisplayData> {
    private final KernelMagics magics;

    LsMagic(KernelMagics magics) {
        this.magics = magics;
    }

    @Override
    protected DisplayData run(Optional<String> body) {
        List<List<String>> rows = magics.signedNames().stream()
                .map(name -> List.of(name, magics.summary(name)))
                .toList();
        Table table = Table.of(List.of(), rows);
        DisplayData data = new DisplayData(table.text());
        data.putHTML(table.html());
        return data;
    }
}
