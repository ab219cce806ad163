package org.imagine4j.magics.option;

import picocli.CommandLine.Command;

/** The options of {@code %device}. */
@Command(
        name = "%" + DeviceOptions.NAME,
        header = "Lists where models can run on this computer, and why not elsewhere.",
        description = {"%imagine --device NAME draws on one of them; otherwise on the fastest that is there."},
        footer = {"%device", "%imagine --device cpu a cat on a blue background"})
public final class DeviceOptions extends MagicOptions {

    /** What is typed after the percent sign. */
    public static final String NAME = "device";
}
