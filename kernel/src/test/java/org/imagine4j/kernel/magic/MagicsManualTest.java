package org.imagine4j.kernel.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.imagine4j.kernel.magic.builtin.BuiltInMagics;
import org.junit.jupiter.api.Test;

/**
 * {@code kernel/MAGICS.md} is what the magics declare of themselves. {@code mvn -pl kernel test -Dtest=MagicsManualTest
 * -Dmanual.write=true} writes it anew.
 */
class MagicsManualTest {
    private static final Path MANUAL = Path.of("MAGICS.md");

    @Test
    void theManualIsWhatTheMagicsDeclare() throws Exception {
        KernelMagics magics = new KernelMagics();
        BuiltInMagics.all(null, null, magics).forEach(magics::declare);
        String manual = """
                # The magics of every session

                Made from the magics' declarations by `MagicsManualTest`; do not edit. In a notebook `%lsmagic` lists them, and
                `%name?` explains one.

                """
                + magics.signedNames().stream()
                        .map(name -> new MagicHelp(magics.declaration(name).orElseThrow()).markdown("##"))
                        .collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("manual.write")) {
            Files.writeString(MANUAL, manual);
        }
        assertThat(MANUAL).content().isEqualTo(manual);
    }
}
