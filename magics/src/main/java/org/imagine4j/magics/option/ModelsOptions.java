package org.imagine4j.magics.option;

import picocli.CommandLine.Command;

/** The options of {@code %models}: none but help. */
@Command(
        name = "%" + ModelsOptions.NAME,
        header = "Lists the models that are there: what they know, their limits and licences.",
        footer = "%models")
public final class ModelsOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "models";
}
