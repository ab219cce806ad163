package org.imagine4j.install;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Which Imagine this is, as the jar's manifest says. */
public final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"Imagine " + number() + ", Java " + Runtime.version()};
    }

    static String number() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
